import type { ConsoleSchemas } from '../api/console.ts';

export type JournalRequest = ConsoleSchemas['JournalRequest'];
export type JournalDelivery = ConsoleSchemas['JournalDelivery'];

/** Requests that were too many to be told one by one. They are in the journal, between two instants of the world. */
export interface Gap {
  readonly since: string;
  readonly until: string;
  /** How many are not listed yet. */
  readonly left: number;
  /** Which page of them is read next. */
  readonly page: number;
}

/** What belongs together: a request, and the deliveries of the event that it caused; or an event that came by itself; or a gap. */
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
  readonly gap: Gap | null;
}

export const mostThreads = 10_000;

/** The threads of a world, put together from its journal and its stream in whatever order they come. */
export function createThreads() {
  const threads = new Map<string, Thread>();
  let listed: Thread[] = [];
  let changed = new Set<string>();

  function put(thread: Thread): void {
    threads.set(thread.key, thread);
    changed.add(thread.key);
  }

  function join(key: string, change: (thread: Thread | undefined) => Pick<Thread, 'request' | 'deliveries'>) {
    const { request, deliveries } = change(threads.get(key));
    const at = request?.at ?? deliveries[0]?.createdAt ?? '';
    const failed = (request?.status ?? 0) >= 400 || deliveries.some(({ status }) => status === 'FAILED');
    put({ key, at, request, deliveries, failed, text: textOf(request, deliveries), gap: null });
  }

  function putGap(key: string, at: string, gap: Gap): void {
    put({ key, at, request: null, deliveries: [], failed: false, text: '', gap });
  }

  function gapOf(key: string): Gap | undefined {
    return threads.get(key)?.gap ?? undefined;
  }

  function addRequest(request: JournalRequest): void {
    join(keyOfRequest(request), (thread) => ({ request, deliveries: thread?.deliveries ?? [] }));
  }

  return {
    addRequest,

    /** A page that was asked for before the stream told more does not turn a delivery back. */
    addDelivery(delivery: JournalDelivery): void {
      join(keyOfDelivery(delivery), (thread) => {
        const known = thread?.deliveries.find(({ id }) => id === delivery.id);
        const newest = known && stepsOf(known) > stepsOf(delivery) ? known : delivery;
        const others = thread?.deliveries.filter(({ id }) => id !== delivery.id) ?? [];
        const deliveries = [...others, newest].toSorted((a, b) =>
          compare(a.createdAt + a.id, b.createdAt + b.id),
        );
        return { request: thread?.request ?? null, deliveries };
      });
    },

    /** Those of one second are one gap. */
    addSkipped({ requests, since, until }: ConsoleSchemas['StreamSkipped']): void {
      const key = `gap ${since.slice(0, 'yyyy-mm-ddThh:mm:ss'.length)}`;
      const known = gapOf(key);
      const from = known && known.since < since ? known.since : since;
      const to = known && known.until > until ? known.until : until;
      putGap(key, to, { since: from, until: to, left: (known?.left ?? 0) + requests, page: 1 });
    },

    gap: gapOf,

    /**
     * Puts a page of a gap where it belongs: newest first, the rest of the gap stands below it. A gap that has grown since it was
     * asked about stays, to be asked about again.
     */
    fillGap(key: string, asked: Gap, page: readonly JournalRequest[], isLast: boolean): void {
      const unknown = page.filter((request) => !threads.get(keyOfRequest(request))?.request).length;
      for (const request of page) addRequest(request);
      if (gapOf(key) !== asked) return;
      const at = page.at(-1)?.at ?? asked.since;
      if (isLast) threads.delete(key);
      else putGap(key, at, { ...asked, left: Math.max(1, asked.left - unknown), page: asked.page + 1 });
    },

    /** Newest first, no more than are kept. What did not change since the last time keeps its place without being sorted again. */
    list(): Thread[] {
      const came = [...changed].flatMap((key) => threads.get(key) ?? []).toSorted(newestFirst);
      const stayed = listed.filter((thread) => threads.get(thread.key) === thread);
      const all = merged(came, stayed);
      for (const { key } of all.slice(mostThreads)) threads.delete(key);
      changed = new Set();
      listed = all.slice(0, mostThreads);
      return listed;
    },
  };
}

function newestFirst(a: Thread, b: Thread): number {
  return compare(b.at, a.at) || compare(b.key, a.key);
}

/** Two sorted lists as one. */
function merged(some: readonly Thread[], others: readonly Thread[]): Thread[] {
  const all: Thread[] = [];
  let next = 0;
  for (const thread of some) {
    for (let other = others[next]; other && newestFirst(other, thread) < 0; other = others[next]) {
      all.push(other);
      next += 1;
    }
    all.push(thread);
  }
  return all.concat(others.slice(next));
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
