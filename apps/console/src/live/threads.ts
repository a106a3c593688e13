import type { ConsoleSchemas } from '../api/console.ts';

export type JournalRequest = ConsoleSchemas['JournalRequest'];
export type JournalDelivery = ConsoleSchemas['JournalDelivery'];

/** What belongs together: a request, and the deliveries of the event that it caused; or an event that came by itself. */
export interface Thread {
  readonly key: string;
  /** When it began, world time. */
  readonly at: string;
  readonly request: JournalRequest | null;
  /** Oldest first. */
  readonly deliveries: readonly JournalDelivery[];
  /** What a filter looks through, in lower case. */
  readonly text: string;
  readonly failed: boolean;
}

export const mostThreads = 10_000;

/** The threads of a world, put together from its journal and its stream in whatever order they come. */
export function createThreads() {
  const threads = new Map<string, Thread>();

  function put(key: string, change: (thread: Thread | undefined) => Pick<Thread, 'request' | 'deliveries'>) {
    const { request, deliveries } = change(threads.get(key));
    const at = request?.at ?? deliveries[0]?.createdAt ?? '';
    const failed = (request?.status ?? 0) >= 400 || deliveries.some(({ status }) => status === 'FAILED');
    threads.set(key, { key, at, request, deliveries, failed, text: textOf(request, deliveries) });
  }

  return {
    addRequest(request: JournalRequest): void {
      put(keyOfRequest(request), (thread) => ({ request, deliveries: thread?.deliveries ?? [] }));
    },

    /** A page that was asked for before the stream told more does not turn a delivery back. */
    addDelivery(delivery: JournalDelivery): void {
      put(keyOfDelivery(delivery), (thread) => {
        const known = thread?.deliveries.find(({ id }) => id === delivery.id);
        const newest = known && stepsOf(known) > stepsOf(delivery) ? known : delivery;
        const others = thread?.deliveries.filter(({ id }) => id !== delivery.id) ?? [];
        const deliveries = [...others, newest].toSorted((a, b) =>
          compare(a.createdAt + a.id, b.createdAt + b.id),
        );
        return { request: thread?.request ?? null, deliveries };
      });
    },

    /** Newest first, no more than are kept. */
    list(): Thread[] {
      const sorted = [...threads.values()].toSorted((a, b) => compare(b.at, a.at) || compare(b.key, a.key));
      for (const { key } of sorted.slice(mostThreads)) threads.delete(key);
      return sorted.slice(0, mostThreads);
    },
  };
}

export type Threads = ReturnType<typeof createThreads>;

/** Operations whose reply names what an event, or a delivery, is about. */
const causes = new Set(['sendMessage', 'testWebhookEndpoint', 'redeliverWebhookDelivery']);

function keyOfRequest(request: JournalRequest): string {
  const replayed = 'idempotency-replayed' in request.responseHeaders;
  if (!causes.has(request.operationId) || request.status >= 300 || replayed) return request.id;
  return madeBy(request) ?? request.id;
}

/** An event's body names its message; a test and a redelivery are what their request answered with. */
function keyOfDelivery({ id, eventId, kind, requestBody }: JournalDelivery): string {
  if (kind !== 'EVENT') return id;
  return field(field(field(parsed(requestBody), 'data'), 'message'), 'id') ?? eventId;
}

/** The identifier of what a request made or changed, as its reply says; null for one that read, or was refused. */
export function madeBy({ method, status, responseBody }: JournalRequest): string | null {
  if (method === 'GET' || status >= 300) return null;
  return field(field(parsed(responseBody), 'data'), 'id') ?? null;
}

export function parsed(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A property of something that may be anything. */
// oxlint-disable-next-line typescript/no-explicit-any
function field(value: unknown, name: string): any {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function stepsOf({ attempts, completedAt }: JournalDelivery): number {
  return attempts.length * 2 + (completedAt === null ? 0 : 1);
}

function textOf(request: JournalRequest | null, deliveries: readonly JournalDelivery[]): string {
  const asked = request && [
    request.id,
    request.method,
    request.target,
    request.status,
    request.code,
    request.operationId,
  ];
  const sent = deliveries.flatMap(({ id, event, eventId, webhookId }) => [id, event, eventId, webhookId]);
  return [...(asked ?? []), ...sent].join(' ').toLowerCase();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
