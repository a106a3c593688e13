import { EventEmitter, once } from 'node:events';
import { get, type IncomingMessage, type ServerResponse } from 'node:http';
import type { JournalRequest, StreamEvent } from '@atteny/contract/console';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { systemClock } from '../../clock.ts';
import { startReceiver, status } from '../../testing/receiver.ts';
import { createWorld, startSandbox, type TestSandbox } from '../../testing/sandbox.ts';
import { eventStream } from './handlers.ts';
import { createStreamHub } from './hub.ts';

let sandbox: TestSandbox;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeAll(async () => {
  sandbox = await startSandbox();
  receiver = await startReceiver(status(410));
});
afterAll(async () => {
  await sandbox.close();
  await receiver.close();
});

interface Event {
  id: string;
  event: string;
  data: Record<string, unknown>;
}

/** Reads a stream until `enough`, and gives all that came. Each has a connection of its own. */
async function follow(
  [path, query = '']: readonly [path: string, query?: string],
  begin: () => Promise<unknown>,
  enough: (events: Event[]) => boolean,
  last?: string,
): Promise<Event[]> {
  const headers = {
    authorization: `Bearer ${sandbox.token}`,
    ...(last !== undefined && { 'last-event-id': last }),
  };
  const request = get(`${sandbox.origin}/console/v1${path}/events${query}`, { headers, agent: false });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  expect(response.headers['content-type']).toMatch(/^text\/event-stream/);
  const events: Event[] = [];
  let text = '';
  const begun = begin();
  for await (const chunk of response.setEncoding('utf8') as AsyncIterable<string>) {
    const frames = (text + chunk).split('\n\n');
    text = frames.pop() ?? '';
    for (const frame of frames) {
      const [, id, event, data] = /^id: (\d+)\nevent: (\S+)\ndata: (.*)$/.exec(frame) ?? [];
      if (id && event && data) events.push({ id, event, data: JSON.parse(data) as Event['data'] });
    }
    if (enough(events)) break;
  }
  await begun;
  return events;
}

test('what happens in a world comes at once, in order, with growing numbers', async () => {
  const world = await createWorld(sandbox, {}, receiver.url);
  const path = `/worlds/${world.id}`;
  const play = async () => {
    await world.api('GET', '/contacts');
    await world.inbound();
  };
  const events = await follow([path], play, (all) => all.some(({ event }) => event === 'endpoint-disabled'));
  expect(events.map(({ event }) => event)).toEqual([
    'request',
    'delivery',
    'attempt',
    'delivery',
    'endpoint-disabled',
  ]);
  expect(events.at(-1)?.data).toMatchObject({ webhookId: world.endpoint.id, reason: 'GONE' });
  expect(events[1]?.data).toMatchObject({ status: 'PENDING' });
  expect(events[3]?.data).toMatchObject({ status: 'FAILED' });
  const numbers = events.map(({ id }) => Number(id));
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));

  const missed = await follow(
    [path],
    async () => {},
    (all) => all.length >= 3,
    events[1]?.id,
  );
  expect(missed).toEqual(events.slice(2));
});

test('a reader that takes few requests a second is told of the others how many there were, and finds them in the journal', async () => {
  const world = await createWorld(sandbox);
  const path = `/worlds/${world.id}`;
  const asked = 7;
  const play = async () => {
    for (let number = 0; number < asked; number += 1) await world.api('GET', `/contacts?search=n${number}`);
    await world.inbound();
    await world.advance('1h');
  };
  const over = (all: Event[]) => all.some(({ event }) => event === 'clock');
  const events = await follow([path, '?requestsPerSecond=1'], play, over);
  const told = events.filter(({ event }) => event === 'request').map(({ data }) => data['id']);
  const skipped = events.filter(({ event }) => event === 'skipped');
  expect(told.length).toBeLessThan(asked);
  // What was skipped is told before anything else that happened after it.
  expect(events.findLastIndex(({ event }) => event === 'skipped')).toBe(events.length - 2);
  const found: string[] = [];
  for (const { data } of skipped) {
    const between = `since=${String(data['since'])}&until=${String(data['until'])}`;
    const listed: JournalRequest[] = (await world.console('GET', `/requests?${between}`)).data;
    expect(listed.length).toBeGreaterThanOrEqual(data['requests'] as number);
    found.push(...listed.map(({ id }) => id));
  }
  expect(new Set([...told, ...found]).size).toBe(asked);
  const numbers = events.map(({ id }) => Number(id));
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));

  const back = await follow([path, '?requestsPerSecond=1'], async () => {}, over, events[0]?.id);
  const counted = back.map(({ event, data }) =>
    event === 'request' ? 1 : event === 'skipped' ? (data['requests'] as number) : 0,
  );
  expect(counted.reduce((sum, one) => sum + one, 0)).toBe(asked - 1);
});

test('a reader that missed too much, or whose world began anew, is told to read again', async () => {
  const world = await createWorld(sandbox);
  const path = `/worlds/${world.id}`;
  const some = (all: Event[]) => all.length > 0;
  expect(await follow([path], async () => {}, some, '7')).toMatchObject([
    { event: 'reload', data: { reason: 'MISSED' } },
  ]);
  const reset = await follow([path], () => world.console('POST', '/reset'), some);
  expect(reset).toMatchObject([{ event: 'reload', data: { reason: 'RESET' } }]);
  const advanced = await follow([path], () => world.advance('1h'), some);
  expect(advanced).toMatchObject([{ event: 'clock', data: { offsetMs: 3_600_000 } }]);
});

test('a stream ends with its world', async () => {
  const world = await createWorld(sandbox);
  const events = await follow(
    [`/worlds/${world.id}`],
    () => world.console('DELETE'),
    () => false,
  );
  expect(events).toEqual([]);
});

test('a reader that does not read when its world is deleted takes nothing with it', async () => {
  const world = await createWorld(sandbox);
  const headers = { authorization: `Bearer ${sandbox.token}` };
  const request = get(`${sandbox.origin}/console/v1/worlds/${world.id}/events`, { headers, agent: false });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  response.on('error', () => {});
  response.pause();
  const content = 'x'.repeat(4_000);
  for (let sent = 0; sent < 60; sent += 1) await world.inbound(content);
  expect((await world.console('DELETE')).status).toBe(200);
  response.resume();
  await once(response, 'close');
  expect((await fetch(`${sandbox.origin}/healthz`)).status).toBe(200);
});

/** Stands for a response whose reader takes nothing. */
function unreadResponse() {
  const writes: string[] = [];
  let ended = false;
  const response = Object.assign(new EventEmitter(), {
    writableLength: 0,
    destroyed: false,
    write(text: string) {
      if (ended) throw new Error('write after end');
      writes.push(text);
    },
    end() {
      ended = true;
    },
    destroy() {
      response.destroyed = true;
      response.emit('close');
    },
  });
  return { response, writes };
}

test('nothing is written to a stream that was ended, and it is cut off when nobody reads its end', async () => {
  vi.useFakeTimers();
  try {
    const hub = createStreamHub(systemClock);
    const { response, writes } = unreadResponse();
    eventStream(hub, 'org', {}, async () => true).stream(response as unknown as ServerResponse);
    hub.end('org');
    const before = writes.length;
    await vi.advanceTimersByTimeAsync(120_000);
    expect(writes.length).toBe(before);
    expect(response.destroyed).toBe(true);
  } finally {
    vi.useRealTimers();
  }
});

test('a reader that missed more than can be given at once is told to load anew, and stays', () => {
  const hub = createStreamHub(systemClock);
  const received: StreamEvent[] = [];
  const leave = hub.join('org', undefined, { send: ({ event }) => received.push(event), end: () => {} });
  const data = { now: 'x'.repeat(100_000), offsetMs: 0 };
  for (let sent = 0; sent < 20; sent += 1) hub.publish('org', { event: 'clock', data });
  leave();
  const first = Number(received[0]?.id);
  const back: StreamEvent[] = [];
  hub.join('org', String(first), { send: ({ event }) => back.push(event), end: () => {} });
  hub.publish('org', { event: 'clock', data: { now: 'now', offsetMs: 0 } });
  expect(back.map(({ event }) => event)).toEqual(['reload', 'clock']);
});
