import { limits } from '@atteny/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, newOrganization } from './console.ts';
import { pause, type ServerProcess, startServer } from './server-process.ts';
import { allStores } from './stores.ts';

const minute = 60_000;
const roomForAll = 20_000;

describe.each(allStores)('limits over $name', ({ name, processes, open }) => {
  const redis = name.includes('Redis');
  const servers: ServerProcess[] = [];
  let drop = async () => {};
  beforeAll(async () => {
    const stores = await open();
    ({ drop } = stores);
    for (let index = 0; index < processes; index += 1) servers.push(await startServer(stores.environment));
  });
  afterAll(async () => {
    for (const server of servers) await server.stop();
    await drop();
  });

  const server = (index: number) => servers[index % servers.length] as ServerProcess;

  // On a starved machine Redis may fall silent for longer than a request waits: 503, nothing was done, asked again.
  let silences = 0;
  async function statuses(count: number, key: string, json?: (index: number) => unknown): Promise<number[]> {
    return Promise.all(
      Array.from({ length: count }, async (_, index) => {
        const init = json === undefined ? {} : { method: 'POST', json: json(index) };
        for (;;) {
          const response = await call(server(index), key, '/contacts', init);
          await response.arrayBuffer();
          if (response.status !== 503 || !redis) return response.status;
          silences += 1;
          await pause(200);
        }
      }),
    );
  }
  const counts = (list: number[]) =>
    Object.fromEntries(
      [...new Set(list)]
        .toSorted((a, b) => a - b)
        .map((status) => [status, list.filter((s) => s === status).length]),
    );

  test('of 600 requests of one key in one minute exactly the limit passes', async () => {
    const { key } = await newOrganization(server(0), { requestsPerMinute: limits.rate.requests });
    const left = minute - (Date.now() % minute);
    if (left < roomForAll) await pause(left + 100);
    silences = 0;
    const { 200: passed = 0, 429: refused, ...others } = counts(await statuses(600, key));
    expect(others).toEqual({});
    expect(refused).toBe(600 - passed);
    // A request that Redis counted in silence took its place in the window: never more than the limit, and each missing one told.
    expect(passed).toBeLessThanOrEqual(limits.rate.requests);
    expect(passed).toBeGreaterThanOrEqual(limits.rate.requests - silences);
  });

  test('of 2,000 attempts on a quota of 1,000 exactly 1,000 pass', async () => {
    const { key } = await newOrganization(server(0), { monthlyQuota: 1_000 });
    const seen: number[] = [];
    for (let round = 0; round < 10; round += 1) seen.push(...(await statuses(200, key)));
    expect(counts(seen)).toEqual({ 200: 1_000, 402: 1_000 });
  });

  test('of 100 creations of one number at once one succeeds', async () => {
    const { key } = await newOrganization(server(0));
    const seen = await statuses(100, key, () => ({ phoneNumber: '+5511987654321' }));
    expect(counts(seen)).toEqual({ 201: 1, 409: 99 });
  });

  test('a revoked key is refused by every process within the promised second', async () => {
    const { id, key } = await newOrganization(server(0));
    for (const each of servers) expect((await call(each, key, '/me')).status).toBe(200);
    const console = `${server(0).origin}/console/v1/organizations/${id}/keys`;
    const headers = { authorization: `Bearer ${server(0).token}` };
    const { data } = (await (await fetch(console, { headers })).json()) as { data: { id: string }[] };
    await fetch(`${console}/${data[0]?.id}`, { method: 'DELETE', headers });
    await pause(limits.keyRevocationSeconds * 1_000);
    for (const each of servers) expect((await call(each, key, '/me')).status).toBe(401);
  });
});
