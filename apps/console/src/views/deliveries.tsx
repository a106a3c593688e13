import { webhookEvents, type WebhookEventName } from '@atteny/contract';
import { Link } from 'wouter';
import { consoleApi, type ConsoleSchemas, longest } from '../api/console.ts';
import { useWords } from '../language/language.tsx';
import { useAddressed } from '../parts/address.ts';
import { Badge } from '../parts/controls.tsx';
import { Choice, TextField } from '../parts/form.tsx';
import { PagedRows, usePaged } from '../parts/list.tsx';
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
  const [event, setEvent] = useAddressed('event');
  const [status, setStatus] = useAddressed('status');
  const [search, setSearch] = useAddressed('search');
  const [since, setSince] = useAddressed('since');
  const [until, setUntil] = useAddressed('until');
  const asked = {
    ...(webhookId ? { webhookId } : {}),
    ...(event ? { event: event as WebhookEventName } : {}),
    ...(status ? { status: status as Status } : {}),
    ...(search ? { search } : {}),
    ...(isInstant(since) ? { since: new Date(since).toISOString() } : {}),
    ...(isInstant(until) ? { until: new Date(until).toISOString() } : {}),
  };
  const narrowed = [event, status, search, since, until].some(Boolean);
  const list = usePaged(
    ['deliveries', organizationId, asked],
    (page) =>
      consoleApi.GET('/organizations/{organizationId}/deliveries', {
        params: { path: { organizationId }, query: { ...asked, page } },
      }),
    { refetchMs: 3000 },
  );
  return (
    <section>
      <div className="filters">
        <Choice
          label={words.event}
          value={event}
          set={setEvent}
          options={[['', words.all], ...webhookEvents.map((name) => [name, name] as const)]}
        />
        <Choice
          label={words.status}
          value={status}
          set={setStatus}
          options={[['', words.all], ...statuses.map((name) => [name, words.deliveryStatus[name]] as const)]}
        />
        <TextField label={words.redeliverSince} type="datetime-local" value={since} set={setSince} />
        <TextField label={words.until} type="datetime-local" value={until} set={setUntil} />
        <TextField
          label={words.search}
          type="search"
          value={search}
          set={setSearch}
          maxLength={longest.deliverySearch}
          placeholder="dlv_… evt_…"
        />
      </div>
      <PagedRows list={list} empty={narrowed ? words.noDeliveries : words.noDeliveryYet}>
        {(delivery) => (
          <>
            <div>
              <Link href={`/o/${organizationId}/deliveries/${delivery.id}`}>
                <code>{delivery.event}</code> <span className="soft">{delivery.id}</span>
              </Link>
            </div>
            <div className="soft">
              <DeliveryStatus status={delivery.status} /> {words.deliveryKind[delivery.kind]} ·{' '}
              <AttemptMarks attempts={delivery.attempts} /> · <Time at={delivery.createdAt} />
            </div>
          </>
        )}
      </PagedRows>
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
