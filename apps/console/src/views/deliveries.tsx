import { webhookEvents, type WebhookEventName } from '@atteny/contract';
import { useState } from 'react';
import { Link } from 'wouter';
import { consoleApi, type ConsoleSchemas } from '../api/console.ts';
import { useAsked } from '../api/queries.ts';
import { useWords } from '../language/language.tsx';
import { Badge, Field, Pages } from '../parts/controls.tsx';
import { Empty, Loaded } from '../parts/feedback.tsx';
import { Time } from '../parts/time.tsx';

type Status = ConsoleSchemas['WebhookDeliveryStatus'];

const statuses = ['PENDING', 'SUCCEEDED', 'FAILED'] as const satisfies readonly Status[];

export function Deliveries({ organizationId }: { organizationId: string }) {
  return (
    <>
      <h1>{useWords().deliveries}</h1>
      <DeliveryList organizationId={organizationId} />
    </>
  );
}

/** Deliveries, newest first, by event, outcome, time and id; of one endpoint or of all. */
export function DeliveryList({ organizationId, webhookId }: { organizationId: string; webhookId?: string }) {
  const words = useWords();
  const [page, setPage] = useState(1);
  const [event, setEvent] = useState<WebhookEventName | ''>('');
  const [status, setStatus] = useState<Status | ''>('');
  const [search, setSearch] = useState('');
  const [since, setSince] = useState('');
  const asked = {
    page,
    ...(webhookId ? { webhookId } : {}),
    ...(event ? { event } : {}),
    ...(status ? { status } : {}),
    ...(search ? { search } : {}),
    ...(since ? { since: new Date(since).toISOString() } : {}),
  };
  const query = useAsked(
    ['deliveries', organizationId, asked],
    () =>
      consoleApi.GET('/organizations/{organizationId}/deliveries', {
        params: { path: { organizationId }, query: asked },
      }),
    { refetchMilliseconds: 3000 },
  );
  const anew =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      setPage(1);
    };
  return (
    <section>
      <div className="filters">
        <Field label={words.event}>
          {(id) => (
            <select
              id={id}
              value={event}
              onChange={(change) => anew(setEvent)(change.target.value as WebhookEventName | '')}
            >
              <option value="">{words.all}</option>
              {webhookEvents.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          )}
        </Field>
        <Field label={words.status}>
          {(id) => (
            <select
              id={id}
              value={status}
              onChange={(change) => anew(setStatus)(change.target.value as Status | '')}
            >
              <option value="">{words.all}</option>
              {statuses.map((name) => (
                <option key={name} value={name}>
                  {words.deliveryStatus[name]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={words.redeliverSince}>
          {(id) => (
            <input
              id={id}
              type="datetime-local"
              value={since}
              onChange={(change) => anew(setSince)(change.target.value)}
            />
          )}
        </Field>
        <Field label={words.search}>
          {(id) => (
            <input
              id={id}
              type="search"
              value={search}
              onChange={(change) => anew(setSearch)(change.target.value)}
              placeholder="dlv_… evt_…"
            />
          )}
        </Field>
      </div>
      <Loaded query={query}>
        {({ data, meta }) =>
          data.length === 0 ? (
            <Empty>{words.noDeliveries}</Empty>
          ) : (
            <>
              <ul className="rows">
                {data.map((delivery) => (
                  <li key={delivery.id}>
                    <div>
                      <Link href={`/o/${organizationId}/deliveries/${delivery.id}`}>
                        <code>{delivery.event}</code> <span className="soft">{delivery.id}</span>
                      </Link>
                    </div>
                    <div className="soft">
                      <DeliveryStatus status={delivery.status} /> {words.deliveryKind[delivery.kind]} ·{' '}
                      {words.attempts}: {delivery.attempts.length} · <Time at={delivery.createdAt} />
                    </div>
                  </li>
                ))}
              </ul>
              <Pages meta={meta} go={setPage} />
            </>
          )
        }
      </Loaded>
    </section>
  );
}

export function DeliveryStatus({ status }: { status: Status }) {
  const words = useWords();
  const tone = { PENDING: 'warn', SUCCEEDED: 'good', FAILED: 'bad' } as const;
  return <Badge tone={tone[status]}>{words.deliveryStatus[status]}</Badge>;
}
