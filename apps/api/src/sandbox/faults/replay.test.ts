import { verify } from '@atteny/webhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOwnPostgres, dialects } from '../../testing/databases.ts';
import { startReceiver } from '../../testing/receiver.ts';
import { createWorld, startSandbox, type TestSandbox } from '../../testing/sandbox.ts';

let receiver: Awaited<ReturnType<typeof startReceiver>>;
let own: { url: string; drop(): Promise<void> } | undefined;
const sandboxes: TestSandbox[] = [];

beforeAll(async () => {
  receiver = await startReceiver();
  sandboxes.push(await startSandbox());
  if (dialects.includes('postgres')) {
    own = await createOwnPostgres();
    sandboxes.push(await startSandbox({ storage: { kind: 'postgres', url: own.url } }));
  }
});
afterAll(async () => {
  for (const sandbox of sandboxes) await sandbox.close();
  await own?.drop();
  await receiver.close();
});

const share = 0.35;
const rules = [
  { on: 'REQUEST', effect: 'STATUS', status: 503, operationId: 'getMe', share },
  { on: 'DELIVERY', effect: 'TAMPERED', share },
  { on: 'DELIVERY', effect: 'DUPLICATE', share },
  { on: 'DELIVERY', effect: 'STALE', share },
];

/** A plan played over sixteen calls and sixteen deliveries: what the caller got, what the receiver got, what the journal says. */
async function play(sandbox: TestSandbox, seed: number) {
  const world = await createWorld(sandbox, {}, receiver.url);
  receiver.received.length = 0;
  await world.console('PUT', '/faults', { seed, rules });
  const statuses: number[] = [];
  for (let count = 0; count < 16; count += 1) {
    statuses.push((await world.api('GET', '/me')).status);
    await world.inbound(`message ${count}`);
    await world.advance('1s');
  }
  const { secret } = world.endpoint as { secret: string };
  const arrivals = await Promise.all(
    receiver.received.map(async ({ body, headers }) => {
      const { content } = (JSON.parse(body) as { data: { message: { content: string } } }).data.message;
      const verdict = await verify({ body, headers, secret }).then(
        () => 'genuine',
        (error: Error) => error.name,
      );
      return `${content}: ${verdict}`;
    }),
  );
  const deliveries = (await world.console('GET', '/deliveries?limit=100')).data as {
    attempts: { fault?: { rule: string; effect: string } }[];
  }[];
  const marks = deliveries
    .toReversed()
    .map(({ attempts }) => attempts.map(({ fault }) => fault?.effect ?? ''));
  return { statuses, arrivals, marks };
}

test('a plan with its seed is played again bit for bit, on requests and deliveries, whatever the database', async () => {
  const [first, ...others] = sandboxes;
  if (first === undefined) throw new Error('no sandbox');
  const run = await play(first, 11);
  expect(new Set(run.statuses)).toEqual(new Set([200, 503]));
  expect(new Set(run.marks.flat())).toEqual(new Set(['', 'TAMPERED', 'DUPLICATE', 'STALE']));
  expect(run.arrivals.length).toBeGreaterThan(16);
  for (const sandbox of [first, ...others]) expect(await play(sandbox, 11)).toEqual(run);
  expect(await play(first, 12)).not.toEqual(run);
});
