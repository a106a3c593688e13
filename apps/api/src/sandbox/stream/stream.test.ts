import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startReceiver, status } from '../../testing/receiver.ts';
import { createWorld, startSandbox, type TestSandbox } from '../../testing/sandbox.ts';

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

type Event = { id: string; event: string; data: Record<string, unknown> };

/** Reads a stream until `enough`, and gives all that came. Each has a connection of its own. */
async function follow(
  path: string,
  begin: () => Promise<unknown>,
  enough: (events: Event[]) => boolean,
  last?: string,
): Promise<Event[]> {
  const headers = {
    authorization: `Bearer ${sandbox.token}`,
    ...(last !== undefined && { 'last-event-id': last }),
  };
  const request = get(`${sandbox.origin}/console/v1${path}/events`, { headers, agent: false });
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
  const events = await follow(path, play, (all) => all.some(({ event }) => event === 'endpoint-disabled'));
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
    path,
    async () => {},
    (all) => all.length >= 3,
    events[1]?.id,
  );
  expect(missed).toEqual(events.slice(2));
});

test('a reader that missed too much, or whose world began anew, is told to read again', async () => {
  const world = await createWorld(sandbox);
  const path = `/worlds/${world.id}`;
  const some = (all: Event[]) => all.length > 0;
  expect(await follow(path, async () => {}, some, '7')).toMatchObject([
    { event: 'reload', data: { reason: 'MISSED' } },
  ]);
  const reset = await follow(path, () => world.console('POST', '/reset'), some);
  expect(reset).toMatchObject([{ event: 'reload', data: { reason: 'RESET' } }]);
  const advanced = await follow(path, () => world.advance('1h'), some);
  expect(advanced).toMatchObject([{ event: 'clock', data: { offsetMs: 3_600_000 } }]);
});

test('a stream ends with its world', async () => {
  const world = await createWorld(sandbox);
  const events = await follow(
    `/worlds/${world.id}`,
    () => world.console('DELETE'),
    () => false,
  );
  expect(events).toEqual([]);
});
