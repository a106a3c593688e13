import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'wouter';
import { consoleApi, type ConsoleSchemas } from '../api/console.ts';
import { useAsked } from '../api/queries.ts';
import { useStream } from '../api/stream.ts';
import { useWords } from '../language/language.tsx';
import { Badge, Button, Copyable, Field } from '../parts/controls.tsx';
import { Empty, Loaded } from '../parts/feedback.tsx';
import { Time } from '../parts/time.tsx';
import { DeliveryStatus } from './deliveries.tsx';
import { AttemptView } from './delivery.tsx';
import { Clock } from './clock.tsx';
import { Inbox } from './inbox.tsx';
import { Simulate } from './simulate.tsx';

type Request = ConsoleSchemas['JournalRequest'];
type Delivery = ConsoleSchemas['JournalDelivery'];
type Entry = { at: string; id: string; request?: Request; delivery?: Delivery };

const shownAtMost = 500;

/** What goes in and out of a world, as it happens. */
export function Live({ worldId }: { worldId: string }) {
  const words = useWords();
  const world = useAsked(['worlds', worldId], () =>
    consoleApi.GET('/worlds/{worldId}', { params: { path: { worldId } } }),
  );
  return (
    <Loaded query={world}>
      {({ data }) => (
        <>
          <h1>
            {words.live} · {data.organization.name}
          </h1>
          <p className="lead">{words.liveLead}</p>
          <div className="columns">
            <Thread world={data} />
            <div>
              <Simulate worldId={worldId} />
              <Clock world={data} />
              <Inbox world={data} />
            </div>
          </div>
        </>
      )}
    </Loaded>
  );
}

function Thread({ world }: { world: ConsoleSchemas['World'] }) {
  const words = useWords();
  const [search, setSearch] = useSearchParams();
  const wanted = search.get('request') ?? '';
  const [failures, setFailures] = useState(false);
  const [paused, setPaused] = useState(false);
  const [from, setFrom] = useState('');
  const client = useQueryClient();
  const params = { path: { worldId: world.id }, query: { limit: 100 } };
  const requests = useAsked(['worlds', world.id, 'requests'], () =>
    consoleApi.GET('/worlds/{worldId}/requests', { params }),
  );
  const deliveries = useAsked(['worlds', world.id, 'deliveries'], () =>
    consoleApi.GET('/worlds/{worldId}/deliveries', { params }),
  );
  const connected = useStream(world.id, ({ event }) => {
    if (paused) return;
    // The journal is the truth: the stream says that it grew, so that a lost connection loses nothing.
    const part = event === 'request' ? ['requests'] : event === 'clock' ? [] : ['deliveries'];
    void client.invalidateQueries({ queryKey: ['worlds', world.id, ...part] });
  });
  const entries = useMemo(() => {
    const all: Entry[] = [
      ...(requests.data?.data ?? []).map((request) => ({ at: request.at, id: request.id, request })),
      ...(deliveries.data?.data ?? []).map((delivery) => ({
        at: delivery.createdAt,
        id: delivery.id,
        delivery,
      })),
    ];
    return all
      .filter(({ at }) => at > from)
      .filter(
        ({ request, delivery }) =>
          !failures || (request?.status ?? 0) >= 400 || delivery?.status === 'FAILED',
      )
      .filter(
        ({ id, request, delivery }) =>
          !wanted || [id, request?.target, delivery?.event].join(' ').includes(wanted),
      )
      .toSorted((a, b) => b.at.localeCompare(a.at))
      .slice(0, shownAtMost);
  }, [requests.data, deliveries.data, failures, wanted, from]);
  return (
    <section>
      <div className="filters">
        <Field label={words.filter}>
          {(id) => (
            <input
              id={id}
              type="search"
              value={wanted}
              onChange={(event) =>
                setSearch(event.target.value ? { request: event.target.value } : {}, { replace: true })
              }
            />
          )}
        </Field>
        <label className="check">
          <input type="checkbox" checked={failures} onChange={(event) => setFailures(event.target.checked)} />{' '}
          {words.onlyFailures}
        </label>
        <Button aria-pressed={paused} onClick={() => setPaused(!paused)}>
          {paused ? words.resume : words.pause}
        </Button>
        <Button onClick={() => setFrom(entries[0]?.at ?? from)}>{words.clear}</Button>
        <Badge tone={connected ? 'good' : 'warn'}>{connected ? words.connected : words.reconnecting}</Badge>
      </div>
      <Loaded query={requests}>
        {() =>
          entries.length === 0 ? (
            <Empty>{words.noLive}</Empty>
          ) : (
            <ol className="thread">
              {entries.map(({ id, request, delivery }) => (
                <li key={id}>
                  {request && <RequestEntry request={request} />}
                  {delivery && <DeliveryEntry delivery={delivery} />}
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
    </section>
  );
}

function RequestEntry({ request }: { request: Request }) {
  const words = useWords();
  const tone = request.status < 400 ? 'good' : request.status < 500 ? 'warn' : 'bad';
  return (
    <details>
      <summary>
        <Badge tone={tone}>{request.status}</Badge> <code>{request.method}</code>{' '}
        <span className="break">{request.target}</span> <span className="soft">{request.code}</span>{' '}
        <span className="soft">
          {request.durationMs} ms · <Time at={request.at} />
        </span>
      </summary>
      <p className="soft">
        <code>{request.operationId}</code> · <code>{request.id}</code> · <code>{request.keyPrefix}…</code>
      </p>
      <BodyView title={words.requestBody} body={request.requestBody} />
      <BodyView title={words.responseBody} body={request.responseBody} />
      <Copyable text={asCurl(request)} label={words.copyCurl} />
    </details>
  );
}

function BodyView({ title, body }: { title: string; body: Request['requestBody'] }) {
  if (body === null) return null;
  return (
    <details open>
      <summary>{title}</summary>
      <pre tabIndex={0}>
        <code>{typeof body === 'string' ? body : JSON.stringify(body, null, 2)}</code>
      </pre>
    </details>
  );
}

function DeliveryEntry({ delivery }: { delivery: Delivery }) {
  const words = useWords();
  return (
    <details>
      <summary>
        <DeliveryStatus status={delivery.status} /> <code>{delivery.event}</code>{' '}
        <span className="soft">
          {words.attempts}: {delivery.attempts.length} · <Time at={delivery.createdAt} />
        </span>
      </summary>
      {delivery.attempts.map((attempt) => (
        <AttemptView key={attempt.number} attempt={attempt} body={delivery.requestBody} />
      ))}
      {delivery.attempts.length === 0 && <p>{words.noAttempts}</p>}
    </details>
  );
}

/** The request as a command line; its key is not kept, so a variable stands for it. */
function asCurl({ method, target, requestBody }: Request): string {
  const body =
    requestBody === null
      ? ''
      : ` \\\n  -H "Content-Type: application/json" \\\n  -d '${requestBody.replaceAll("'", String.raw`'\''`)}'`;
  return `curl -X ${method} "${location.origin}${target}" \\\n  -H "Authorization: Bearer $ATTENY_API_KEY"${body}`;
}
