import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startReceiver, type Received } from '../src/testing/receiver.ts';
import { call } from './console.ts';
import { pause, type ServerProcess, startServer } from './server-process.ts';
import { allStores, databases } from './stores.ts';
import { newWorld } from './world.ts';

const kills = Number(process.env['PROVE_KILLS'] ?? 50);
const sends = Number(process.env['PROVE_SENDS'] ?? 1_000);
const senders = 4;
/** A lease of thirty seconds, and the time to find that it ran out. */
const takenOverWithin = 45_000;

interface Event {
  id: string;
  data: { message: { id: string } };
}
const eventOf = (received: Received) => JSON.parse(received.body) as Event;

describe.each(databases)('killed while it delivers, over $name', ({ open }) => {
  let environment: Record<string, string> = {};
  let drop = async () => {};
  let server: ServerProcess;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  beforeAll(async () => {
    ({ environment, drop } = await open());
    receiver = await startReceiver((response) => setTimeout(() => response.end('ok'), Math.random() * 20));
  });
  afterAll(async () => {
    await server.stop();
    await receiver.close();
    await drop();
  });

  test(`${kills} times over ${sends} sends: nothing accepted is lost, and only the same delivery comes twice`, async () => {
    server = await startServer(environment);
    const world = await newWorld(server, receiver.url);
    const accepted = new Set<string>();
    let asked = 0;
    let killed = 0;
    while (accepted.size < sends || killed < kills) {
      const running = server;
      // A share of the sends for each life of the process, which ends at a random moment soon after.
      const goal = Math.ceil(((killed + 1) * sends) / kills);
      const life = { over: false };
      const sending = Array.from({ length: senders }, async () => {
        while (!life.over) {
          const path = `/conversations/${world.conversationId}/messages`;
          const json = { content: `Mensagem ${(asked += 1)}` };
          try {
            const response = await call(running, world.key, path, { method: 'POST', json });
            const { data } = (await response.json()) as { data: { id: string } };
            if (response.status === 201) accepted.add(data.id);
          } catch (error) {
            if (!life.over) console.warn(error);
            await pause(20);
          }
        }
      });
      while (accepted.size < goal) await pause(1);
      await pause(Math.random() * 50);
      life.over = true;
      await running.stop('SIGKILL');
      killed += 1;
      await Promise.all(sending);
      server = await startServer(environment);
    }

    const begun = performance.now();
    const missing = () => {
      const arrived = new Set(receiver.received.map((each) => eventOf(each).data.message.id));
      return [...accepted].filter((id) => !arrived.has(id));
    };
    while (missing().length > 0 && performance.now() - begun < takenOverWithin) await pause(200);
    const settledMs = Math.round(performance.now() - begun);
    expect(missing()).toEqual([]);

    const deliveryIds = new Map<string, Set<unknown>>();
    for (const each of receiver.received) {
      const ids = deliveryIds.get(eventOf(each).id) ?? new Set();
      deliveryIds.set(eventOf(each).id, ids.add(each.headers['x-atteny-delivery']));
    }
    expect([...deliveryIds.values()].filter((ids) => ids.size > 1)).toEqual([]);
    console.log({
      killed,
      accepted: accepted.size,
      events: deliveryIds.size,
      requests: receiver.received.length,
      repeated: receiver.received.length - deliveryIds.size,
      settledMs,
    });
  });
});

const shared = allStores.find(({ processes }) => processes === 2);
test.skipIf(!shared)('what a killed process was sending, another one goes on with', async () => {
  const { environment, drop } = await (shared as NonNullable<typeof shared>).open();
  let answering = false;
  const receiver = await startReceiver((response) => void (answering && response.end('ok')));
  const one = await startServer(environment);
  const other = await startServer(environment);
  const world = await newWorld(one, receiver.url);
  const path = `/conversations/${world.conversationId}/messages`;
  await call(one, world.key, path, { method: 'POST', json: { content: 'Bom dia!' } });
  while (receiver.received.length === 0) await pause(10);
  answering = true;
  const killedAt = performance.now();
  await one.stop('SIGKILL');
  while (receiver.received.length < 2 && performance.now() - killedAt < takenOverWithin) await pause(50);
  const takenOverMs = Math.round(performance.now() - killedAt);
  const [first, second] = receiver.received;
  await other.stop();
  await receiver.close();
  await drop();
  expect(second?.headers['x-atteny-delivery']).toBe(first?.headers['x-atteny-delivery']);
  expect(second?.body).toBe(first?.body);
  console.log({ takenOverMs });
});
