import { randomUUID } from 'node:crypto';
import { startReceiver } from '../src/testing/receiver.ts';
import { call } from './console.ts';
import { pause, type ServerProcess } from './server-process.ts';
import { newWorld, type ProofWorld } from './world.ts';

/** What came of a load. */
export interface Account {
  /** Replies by status; 0 is a connection that ended without one. */
  readonly statuses: Record<number, number>;
  /** Messages that a 201 acknowledged. */
  readonly accepted: number;
  /** Accepted messages that are not in their conversation. */
  readonly lost: number;
  /** Messages that stand there more than once, whatever their reply was. */
  readonly doubled: number;
  /** Messages that were written although each reply to them was a 503, which says that nothing was done. */
  readonly belied: number;
  /** Accepted messages whose event never came to the receiver. */
  readonly undelivered: number;
  readonly slowestMs: number;
}

export interface Load {
  /** Resolves when a write and a read of every server succeed again; milliseconds from now. */
  recovered(): Promise<number>;
  /** Ends the load, waits for what is due, and compares. */
  finish(): Promise<Account>;
}

const retryPause = 200;
const deliveredWithin = 90_000;

/**
 * Reads and writes on all servers in turn. Each message has its Idempotency-Key and is sent again until it is acknowledged, as
 * a careful client does: the same key to whichever server comes next.
 */
export async function startLoad(
  servers: readonly ServerProcess[],
  { workers, pauseMs }: { workers: number; pauseMs: number },
): Promise<Load> {
  const received = new Set<string>();
  const receiver = await startReceiver((response, { body }) => {
    const event = JSON.parse(body) as { data: { message: { content: string } } };
    received.add(event.data.message.content);
    response.end();
  });
  const [first] = servers;
  if (first === undefined) throw new Error('A load needs a server.');
  const world = await newWorld(first, receiver.url);
  const accepted = new Set<string>();
  const statuses: Record<number, number> = {};
  let slowest = 0;
  let belied = 0;
  let turn = 0;
  const ending = new AbortController();
  const { signal } = ending;

  async function ask(path: string, init: Parameters<typeof call>[3] = {}) {
    const server = servers[(turn += 1) % servers.length] as ServerProcess;
    const begun = performance.now();
    const reply = await call(server, world.key, path, init).then(
      async (response) => {
        await response.arrayBuffer();
        return { status: response.status, isReplay: response.headers.has('idempotency-replayed') };
      },
      () => ({ status: 0, isReplay: false }),
    );
    const { status } = reply;
    slowest = Math.max(slowest, performance.now() - begun);
    statuses[status] = (statuses[status] ?? 0) + 1;
    return reply;
  }

  async function send(): Promise<void> {
    const content = randomUUID();
    for (let onlyRefused = true; ;) {
      const { status, isReplay } = await ask(`/conversations/${world.conversationId}/messages`, {
        method: 'POST',
        json: { content },
        headers: { 'idempotency-key': content },
      });
      if (status === 201) accepted.add(content);
      if (isReplay && onlyRefused) belied += 1;
      onlyRefused &&= status === 503;
      if (status === 201 || signal.aborted) return;
      await pause(retryPause);
    }
  }

  const working = Array.from({ length: workers }, async (_, index) => {
    while (!signal.aborted) {
      await (index % 2 === 0 ? send() : ask(`/contacts?limit=20`));
      await pause(pauseMs);
    }
  });

  return {
    async recovered() {
      const begun = performance.now();
      for (let good = 0; good < servers.length * 2;) {
        const status = await call(
          servers[good % servers.length] as ServerProcess,
          world.key,
          '/contacts',
        ).then(
          (response) => response.status,
          () => 0,
        );
        good = status === 200 ? good + 1 : 0;
        if (status !== 200) await pause(50);
      }
      for (const written = accepted.size; accepted.size === written;) await pause(50);
      return performance.now() - begun;
    },
    async finish() {
      ending.abort();
      await Promise.all(working);
      const found = await messagesOf(first, world);
      const begun = performance.now();
      const missing = () => [...accepted].filter((content) => !received.has(content)).length;
      while (missing() > 0 && performance.now() - begun < deliveredWithin) await pause(500);
      await receiver.close();
      return {
        statuses,
        accepted: accepted.size,
        lost: [...accepted].filter((content) => !found.has(content)).length,
        doubled: [...found.values()].filter((times) => times > 1).length,
        belied,
        undelivered: missing(),
        slowestMs: Math.round(slowest),
      };
    },
  };
}

/** How often each content stands in the conversation. */
async function messagesOf(server: ServerProcess, world: ProofWorld): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (let page = 1; ; page += 1) {
    const path = `/conversations/${world.conversationId}/messages?limit=100&page=${page}`;
    const response = await call(server, world.key, path);
    const { data } = (await response.json()) as { data: { content: string }[] };
    for (const { content } of data) found.set(content, (found.get(content) ?? 0) + 1);
    if (data.length < 100) return found;
  }
}

/** How often a server said 500 because a commit had no answer: the only reason for one that there may be. */
export function unknownOutcomes(server: ServerProcess): number {
  const lines = server.output.split('\n');
  const failed = lines.filter((line) => line.includes('"msg":"request failed"'));
  return failed.filter((line) => {
    const { status, err } = JSON.parse(line) as Logged;
    return status === 500 && err.type === 'OutcomeUnknown';
  }).length;
}

interface Logged {
  readonly status: number;
  readonly err: { readonly type: string };
}
