import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, newOrganization } from './console.ts';
import { pause, type ServerProcess, startServer } from './server-process.ts';
import { databases } from './stores.ts';

const kills = Number(process.env['PROVE_KILLS'] ?? 50);
const writers = 4;
const readyWithin = 10_000;
const quota = 1_000_000;

describe.each(databases)('killed while it writes, over $name', ({ open }) => {
  let environment: Record<string, string> = {};
  let drop = async () => {};
  let server: ServerProcess | undefined;
  beforeAll(async () => {
    ({ environment, drop } = await open());
  });
  afterAll(async () => {
    await server?.stop();
    await drop();
  });

  test(`${kills} times, no acknowledged row is lost, the quota neither, and it is soon ready again`, async () => {
    server = await startServer(environment);
    const { key } = await newOrganization(server, { monthlyQuota: quota });
    const acknowledged: string[] = [];
    const refused: string[] = [];
    let next = 0;
    let charged = 0;
    let slowest = 0;

    for (let kill = 0; kill < kills; kill += 1) {
      const running: ServerProcess = server;
      const writing = Array.from({ length: writers }, async () => {
        for (;;) {
          const phoneNumber = `+5511${String((next += 1)).padStart(9, '0')}`;
          try {
            const response = await call(running, key, '/contacts', { method: 'POST', json: { phoneNumber } });
            charged = Math.max(charged, Number(response.headers.get('x-api-quota-used')));
            const { data } = (await response.json()) as { data: { id: string } };
            if (response.status === 201) acknowledged.push(data.id);
            else refused.push(phoneNumber);
          } catch {
            return;
          }
        }
      });
      // Something has to be acknowledged first, however busy the machine is; then at any moment.
      const before = acknowledged.length;
      while (acknowledged.length === before) await pause(2);
      await pause((kill * 37) % 170);
      await running.stop('SIGKILL');
      await Promise.all(writing);
      server = await startServer(environment);
      slowest = Math.max(slowest, server.readyAfter);
    }

    expect(acknowledged.length).toBeGreaterThanOrEqual(kills);
    expect(refused).toEqual([]);
    const found = await everyId(server, key);
    expect(acknowledged.filter((id) => !found.ids.has(id))).toEqual([]);
    expect(found.total).toBe(found.ids.size);
    const { headers } = await call(server, key, '/me');
    expect(Number(headers.get('x-api-quota-used'))).toBeGreaterThan(charged);
    expect(slowest).toBeLessThan(readyWithin);
    console.log({
      kills,
      acknowledged: acknowledged.length,
      kept: found.total,
      charged,
      slowestStartMs: Math.round(slowest),
    });
  });
});

async function everyId(server: ServerProcess, key: string): Promise<{ ids: Set<string>; total: number }> {
  const ids = new Set<string>();
  for (let page = 1; ; page += 1) {
    const response = await call(server, key, `/contacts?limit=100&page=${page}`);
    const { data, meta } = (await response.json()) as { data: { id: string }[]; meta: { total: number } };
    for (const { id } of data) ids.add(id);
    if (data.length < 100) return { ids, total: meta.total };
  }
}
