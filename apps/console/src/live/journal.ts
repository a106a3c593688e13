import { consoleApi, type ConsoleSchemas, most } from '../api/console.ts';
import { answered, type Problem } from '../api/problem.ts';
import { followWorld } from '../api/stream.ts';
import { createThreads, type Thread, type Threads } from './threads.ts';

export interface JournalState {
  /** Newest first. */
  readonly threads: readonly Thread[];
  readonly connected: boolean;
  readonly loading: boolean;
  readonly problem: Problem | null;
}

export interface Journal {
  /** Reads it anew. */
  readonly restart: () => void;
  readonly state: () => JournalState;
  /** Follows the world as long as anybody listens. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Reads further back. */
  readonly more: () => void;
  /** Adds the thread of one request, however long ago it was. False: the journal does not have it. */
  readonly find: (requestId: string) => Promise<boolean>;
  /** Lists the next of the requests of a gap. */
  readonly fill: (key: string) => Promise<void>;
}

/** What comes within this time is shown at once: a browser that draws every event of a busy world does nothing else. */
const gatherMs = 80;
/** … and this, while there is more than can be read anyway: drawing takes of the machine what the server may need. */
const gatherOfManyMs = 500;
/** How long after requests were skipped there are many. */
const manyMs = 1500;
/** How long after a request its deliveries are looked for. */
const threadMs = 60_000;

/**
 * What a world's journal has, and what its stream adds: read from the newest on, further back as far as somebody scrolls.
 * After a loss that the stream cannot make good it is read anew, and what is shown stays until that has come.
 */
export function createJournal(world: ConsoleSchemas['World'], refused: () => void): Journal {
  const organizationId = world.organization.id;
  const listeners = new Set<() => void>();
  let threads = createThreads();
  /** What takes their place as soon as it is read; null while nothing does. */
  let fresh: Threads | null = null;
  let state: JournalState = { threads: [], connected: false, loading: true, problem: null };
  let next = { requests: 1, deliveries: 1 } as { requests: number | null; deliveries: number | null };
  let readings = 0;
  let stop: (() => void) | undefined;
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let skippedAt = -Infinity;
  let filling = Promise.resolve();

  const publish = (change: Partial<JournalState>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const show = () => {
    const areMany = performance.now() - skippedAt < manyMs;
    gathering ??= setTimeout(
      () => {
        gathering = undefined;
        publish({ threads: threads.list() });
      },
      areMany ? gatherOfManyMs : gatherMs,
    );
  };

  /** Reads the next page of both lists. A reading that was overtaken by a new beginning changes nothing. */
  async function read(): Promise<void> {
    readings += 1;
    const reading = readings;
    const into = fresh ?? threads;
    const asked = { ...next };
    try {
      const [requests, deliveries] = await Promise.all([
        asked.requests === null
          ? null
          : answered(requestsOf(world.id, { page: asked.requests, limit: most.pageItems })),
        asked.deliveries === null
          ? null
          : answered(deliveriesOf(organizationId, { page: asked.deliveries, limit: most.pageItems })),
      ]);
      if (reading !== readings) return;
      for (const request of requests?.data ?? []) into.addRequest(request);
      for (const delivery of deliveries?.data ?? []) into.addDelivery(delivery);
      threads = into;
      fresh = null;
      next = { requests: following(requests), deliveries: following(deliveries) };
      publish({ threads: into.list(), loading: false, problem: null });
    } catch (problem) {
      if (reading === readings) publish({ problem: problem as Problem, loading: false });
    }
  }

  async function fillNext(key: string): Promise<void> {
    const into = threads;
    const gap = into.gap(key);
    if (gap === undefined) return;
    const { since, until, page } = gap;
    try {
      const { data } = await answered(requestsOf(world.id, { since, until, page, limit: most.pageItems }));
      into.fillGap(key, gap, data, data.length < most.pageItems);
      publish({ threads: threads.list() });
    } catch (problem) {
      publish({ problem: problem as Problem });
    }
  }

  function restart(): void {
    fresh = createThreads();
    next = { requests: 1, deliveries: 1 };
    publish({ loading: true });
    void read();
  }

  const follow = () =>
    followWorld(world.id, {
      heard({ event, data }) {
        if (event === 'reload') return restart();
        if (event !== 'request' && event !== 'delivery' && event !== 'skipped') return;
        if (event === 'skipped') skippedAt = performance.now();
        for (const into of fresh ? [threads, fresh] : [threads]) {
          if (event === 'request') into.addRequest(data);
          else if (event === 'delivery') into.addDelivery(data);
          else into.addSkipped(data);
        }
        show();
      },
      opened(anew) {
        publish({ connected: true });
        if (anew) restart();
      },
      lost: () => publish({ connected: false }),
      refused,
    });

  return {
    restart,
    state: () => state,

    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      if (listeners.size === 1) stop = follow();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) stop?.();
      };
    },

    more(): void {
      if (state.loading || (next.requests === null && next.deliveries === null)) return;
      publish({ loading: true });
      void read();
    },

    async fill(key: string): Promise<void> {
      filling = filling.then(() => fillNext(key));
      await filling;
    },

    async find(requestId: string): Promise<boolean> {
      const { data } = await answered(requestsOf(world.id, { requestId }));
      const [request] = data;
      if (!request) return false;
      const since = request.at;
      const until = new Date(Date.parse(since) + threadMs).toISOString();
      const around = await answered(deliveriesOf(organizationId, { since, until, limit: most.pageItems }));
      threads.addRequest(request);
      for (const delivery of around.data) threads.addDelivery(delivery);
      publish({ threads: threads.list() });
      return true;
    },
  };
}

function requestsOf(
  worldId: string,
  query: { page?: number; limit?: number; requestId?: string; since?: string; until?: string },
) {
  return consoleApi.GET('/worlds/{worldId}/requests', { params: { path: { worldId }, query } });
}

function deliveriesOf(
  organizationId: string,
  query: { page?: number; limit?: number; since?: string; until?: string },
) {
  return consoleApi.GET('/organizations/{organizationId}/deliveries', {
    params: { path: { organizationId }, query },
  });
}

/** The page after this one; null after the last. */
function following(list: { data: unknown[]; meta: { page: number; limit: number } } | null): number | null {
  return list === null || list.data.length < list.meta.limit ? null : list.meta.page + 1;
}
