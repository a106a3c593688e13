import { webhookEvents, type WebhookEventName } from '@atteny/contract';
import { Link } from 'wouter';
import { consoleApi, type ConsoleSchemas } from '../api/console.ts';
import { useAsked } from '../api/queries.ts';
import { useWords } from '../language/language.tsx';
import { useAddressed, usePage } from '../parts/address.ts';
import { Badge, Field, Pages } from '../parts/controls.tsx';
import { Empty, Loaded } from '../parts/feedback.tsx';
import { Time } from '../parts/time.tsx';

type Status = ConsoleSchemas['WebhookDeliveryStatus'];
type Delivery = ConsoleSchemas['JournalDelivery'];

const statuses = ['PENDING', 'SUCCEEDED', 'FAILED'] as const satisfies readonly Status[];
const tones = { PENDING: 'warn', SUCCEEDED: 'good', FAILED: 'bad' } as const;

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
  const [page, setPage] = usePage();
  const [event, setEvent] = useAddressed('event');
  const [status, setStatus] = useAddressed('status');
  const [search, setSearch] = useAddressed('search');
  const [since, setSince] = useAddressed('since');
  const [until, setUntil] = useAddressed('until');
  const asked = {
    page,
    ...(webhookId ? { webhookId } : {}),
    ...(event ? { event: event as WebhookEventName } : {}),
    ...(status ? { status: status as Status } : {}),
    ...(search ? { search } : {}),
    ...(isInstant(since) ? { since: new Date(since).toISOString() } : {}),
    ...(isInstant(until) ? { until: new Date(until).toISOString() } : {}),
  };
  const narrowed = [event, status, search, since, until].some(Boolean);
  const query = useAsked(
    ['deliveries', organizationId, asked],
    () =>
      consoleApi.GET('/organizations/{organizationId}/deliveries', {
        params: { path: { organizationId }, query: asked },
      }),
    { refetchMs: 3000 },
  );
  return (
    <section>
      <div className="filters">
        <Field label={words.event}>
          {(id) => (
            <select id={id} value={event} onChange={(change) => setEvent(change.target.value)}>
              <option value="">{words.all}</option>
              {webhookEvents.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          )}
        </Field>
        <Field label={words.status}>
          {(id) => (
            <select id={id} value={status} onChange={(change) => setStatus(change.target.value)}>
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
              onChange={(change) => setSince(change.target.value)}
            />
          )}
        </Field>
        <Field label={words.until}>
          {(id) => (
            <input
              id={id}
              type="datetime-local"
              value={until}
              onChange={(change) => setUntil(change.target.value)}
            />
          )}
        </Field>
        <Field label={words.search}>
          {(id) => (
            <input
              id={id}
              type="search"
              value={search}
              onChange={(change) => setSearch(change.target.value)}
              maxLength={64}
              placeholder="dlv_… evt_…"
            />
          )}
        </Field>
      </div>
      <Loaded query={query}>
        {({ data, meta }) =>
          data.length === 0 && page === 1 ? (
            <Empty>{narrowed ? words.noDeliveries : words.noDeliveryYet}</Empty>
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
                      <AttemptMarks attempts={delivery.attempts} /> · <Time at={delivery.createdAt} />
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
  return <Badge tone={tones[status]}>{words.deliveryStatus[status]}</Badge>;
}

/** What each attempt came to, at a glance. */
function AttemptMarks({ attempts }: { attempts: Delivery['attempts'] }) {
  const words = useWords();
  if (attempts.length === 0) return words.noAttempts;
  return (
    <span title={words.attempts}>
      {attempts.map(({ number, statusCode, error }) => (
        <code key={number}>{statusCode ?? error} </code>
      ))}
    </span>
  );
}

/** A delivery in one sign, for a line that has many. */
export function DeliveryMark({ delivery }: { delivery: Delivery }) {
  const words = useWords();
  const tone = tones[delivery.status];
  const signs = { PENDING: '…', SUCCEEDED: '✓', FAILED: '✗' } as const;
  return (
    <span className={`badge ${tone}`} title={words.deliveryStatus[delivery.status]}>
      {signs[delivery.status]}
      <span className="hidden">
        {delivery.event} {words.deliveryStatus[delivery.status]}
      </span>
    </span>
  );
}

function isInstant(text: string): boolean {
  return text !== '' && !Number.isNaN(Date.parse(text));
}
