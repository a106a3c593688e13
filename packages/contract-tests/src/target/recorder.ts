import { observe, nothing, type Model } from '../oracle/oracle.ts';
import type { Arriving, Asking, Doing, Entry } from '../oracle/timeline.ts';
import type { Violation } from '../conformance/violation.ts';
import type { Exchange, Request } from './exchange.ts';

/** The one layer that all of a run goes through: it keeps everything that was seen, and holds each of it against the model. */
export interface Recorder {
  /** All that was seen, in the order in which it was judged. */
  readonly entries: readonly Entry[];
  readonly model: Model;
  send(request: Request): Promise<Exchange>;
  /** Does something through a console, and notes it. */
  doing<T>(
    what: Pick<Doing, 'operation' | 'input'> & { worldId?: string },
    work: () => Promise<T>,
  ): Promise<T>;
  arrived(arrival: Omit<Arriving, 'kind'>): void;
  receiver(origin: string): void;
  /** What was found since this was asked the last time. */
  found(): Violation[];
}

/**
 * @param observing Whether the model may speak: without a console it knows no organization.
 * @param origins Whose pages the target lets read, beside those of its machine.
 */
export function createRecorder(
  send: (request: Request) => Promise<Exchange>,
  observing: boolean,
  origins: readonly string[] = [],
): Recorder {
  const entries: Entry[] = [];
  const violations: Violation[] = [];
  let model: Model = { ...nothing, origins };
  let running = 0;
  /** What came while something else was under way: it is put into its order when all has ended. */
  let waiting: Entry[] = [];
  /** What a receiver sees while the clock moves is judged before the report of the move. */
  let moving = 0;

  function settle(entry: Entry): void {
    waiting.push(entry);
    if (running > moving || (running > 0 && entry.kind !== 'arrival')) return;
    const batch = inOrder(waiting);
    waiting = [];
    for (const each of batch) {
      entries.push(each);
      if (!observing) continue;
      const observed = observe(model, each);
      model = observed.model;
      for (const { place, message, rule } of observed.found) {
        violations.push({
          rule: 'truth',
          place,
          message,
          ...(rule && { because: rule }),
          ...(observed.worldId !== undefined && { world: observed.worldId }),
          operationId: observed.operationId,
          exchange: exchangeOf(each),
          entry: entries.length - 1,
        });
      }
    }
  }

  return {
    entries,
    get model() {
      return model;
    },
    async send(request) {
      const sent = Date.now();
      running += 1;
      let exchange: Exchange;
      try {
        exchange = await send(request);
      } catch (error) {
        running -= 1;
        throw error;
      }
      running -= 1;
      settle({ kind: 'exchange', exchange, sent, received: Date.now() });
      return exchange;
    },
    async doing({ operation, input, worldId }, work) {
      const sent = Date.now();
      const moves = operation === 'advanceClock' ? 1 : 0;
      running += 1;
      moving += moves;
      try {
        const data = await work();
        running -= 1;
        moving -= moves;
        settle({
          kind: 'console',
          operation,
          input,
          worldId: worldId ?? (data as { id: string }).id,
          data,
          sent,
          received: Date.now(),
        });
        return data;
      } catch (error) {
        running -= 1;
        moving -= moves;
        throw error;
      }
    },
    arrived: (arrival) => settle({ kind: 'arrival', ...arrival }),
    receiver: (origin) => settle({ kind: 'receiver', origin }),
    found: () => violations.splice(0),
  };
}

/**
 * Exchanges first, then what arrived because of them, then a clock that moved meanwhile. What arrived while something was
 * only read goes before: nothing was caused, and the reply may show it. Of several exchanges at once the one that did
 * something goes before those that replay it, and the counts that they show are read in their order.
 */
function inOrder(entries: readonly Entry[]): Entry[] {
  const isReading = entries.every(
    (entry) =>
      entry.kind !== 'console' && (entry.kind !== 'exchange' || entry.exchange.request.method === 'GET'),
  );
  const rank = (entry: Entry): number =>
    entry.kind === 'receiver'
      ? 0
      : entry.kind === 'arrival'
        ? isReading
          ? 0.5
          : 2
        : entry.kind === 'console' && entry.operation === 'advanceClock'
          ? 3
          : 1;
  const sorted = entries.toSorted((a, b) => rank(a) - rank(b));
  const asked = sorted.filter((entry) => entry.kind === 'exchange');
  if (asked.length < 2) return sorted;
  const replayed = ({ exchange }: Asking): number =>
    exchange.response.headers['idempotency-replayed'] === undefined ? 0 : 1;
  const count = (name: string) => (entry: Asking) => Number(entry.exchange.response.headers[name]);
  const remaining = count('x-ratelimit-remaining');
  const counts = counted.map((name) =>
    asked.map(count(name)).toSorted((a, b) => (name.endsWith('used') ? a - b : b - a)),
  );
  const span = {
    sent: Math.min(...asked.map(({ sent }) => sent)),
    received: Math.max(...asked.map(({ received }) => received)),
  };
  const ordered = asked
    .toSorted((a, b) => replayed(a) - replayed(b) || remaining(b) - remaining(a))
    .map((entry, index) => ({
      ...recounted(
        entry,
        counts.map((list) => list[index]),
      ),
      ...span,
    }));
  return [
    ...sorted.filter((entry) => rank(entry) < 1),
    ...ordered,
    ...sorted.filter((entry) => rank(entry) > 1 || (entry.kind === 'console' && rank(entry) === 1)),
  ];
}

/** What goes up or down with every request of a key. */
const counted = ['x-ratelimit-remaining', 'x-api-quota-used'] as const;

function recounted(entry: Asking, counts: readonly (number | undefined)[]): Asking {
  const { response } = entry.exchange;
  const shown = counted.flatMap((name, index) =>
    Number.isSafeInteger(counts[index]) ? [[name, String(counts[index])] as const] : [],
  );
  const headers = { ...response.headers, ...Object.fromEntries(shown) };
  return { ...entry, exchange: { ...entry.exchange, response: { ...response, headers } } };
}

/** What was seen, as a report shows it. */
function exchangeOf(entry: Entry): Exchange {
  if (entry.kind === 'exchange') return entry.exchange;
  const said = entry.kind === 'console' ? entry.data : entry.kind === 'arrival' ? entry.body : '';
  const text = typeof said === 'string' ? said : JSON.stringify(said);
  return {
    request: {
      method: entry.kind === 'console' ? 'CONSOLE' : 'DELIVERY',
      path:
        entry.kind === 'console'
          ? entry.operation
          : entry.kind === 'arrival'
            ? (entry.headers['x-atteny-event'] ?? '')
            : '',
      headers: {},
      body: entry.kind === 'console' ? JSON.stringify(entry.input) : undefined,
    },
    response: {
      status: entry.kind === 'arrival' ? (entry.answer.status ?? 0) : 200,
      headers: {},
      text,
      json: entry.kind === 'console' ? entry.data : undefined,
    },
  };
}
