/**
 * What a request costs when several processes stand over one PostgreSQL (and Redis), beside what it costs with one: the processor
 * time of the servers and of PostgreSQL, and the rate. One organization's requests go to all processes, sixteen connections to each:
 * its counters are what they have in common. Then the same with a database for each process. Needs a built server, and a PostgreSQL on this machine.
 */
import { cpuSeconds, load, median } from '@atteny/local-servers/load';
import { call, newOrganization } from '../prove/console.ts';
import { type ServerProcess, startServer } from '../prove/server-process.ts';
import { createOwnPostgres, dialects } from '../src/testing/databases.ts';
import { hasRedis, redisUrl } from '../src/testing/redis.ts';
import { postgresSeconds } from './postgres-seconds.ts';
import { headOf, production } from './production.ts';

const seconds = Number(process.env['BENCH_SECONDS'] ?? 3);
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);
const counts = [1, 2, 4];
const connections = 16;
const contacts = 200;

interface Measured {
  readonly perSecond: number;
  readonly ofServers: number;
  readonly ofPostgres: number;
}

interface Asked {
  readonly server: ServerProcess;
  readonly key: string;
}

if (!dialects.includes('postgres')) throw new Error('PostgreSQL does not answer: nothing to measure.');
await compare('PostgreSQL', {}, 1);
if (hasRedis) await compare('PostgreSQL and Redis', { REDIS_URL: redisUrl }, 1);
// What it costs to have several processes on one machine, whether or not they have anything in common.
await compare('PostgreSQL, a database each', {}, Math.max(...counts));

/** @param databases 1, which all processes share, or one for each */
async function compare(name: string, environment: Record<string, string>, databases: number): Promise<void> {
  const asked: Asked[] = [];
  const owns: Awaited<ReturnType<typeof createOwnPostgres>>[] = [];
  try {
    for (let nth = 0; nth < Math.max(...counts); nth += 1) {
      const [shared] = asked;
      if (nth < databases) owns.push(await createOwnPostgres());
      const DATABASE_URL = owns.at(-1)?.url ?? '';
      const server = await startServer({ ...production, ...environment, DATABASE_URL });
      const key = nth < databases ? await filledOrganization(server) : (shared?.key ?? '');
      asked.push({ server, key });
    }
    const results = new Map(counts.map((count) => [count, [] as Measured[]]));
    // The first round only warms up.
    for (let round = 0; round <= rounds; round += 1) {
      for (const [count, measured] of results) {
        const one = await measure(asked.slice(0, count));
        if (round > 0) measured.push(one);
      }
    }
    const of = (count: number, part: keyof Measured) =>
      median((results.get(count) ?? []).map((one) => one[part]));
    console.table(
      counts.map((count) => ({
        [name]: `${count} process${count === 1 ? '' : 'es'}`,
        'requests/s': Math.round(of(count, 'perSecond')),
        'CPU µs/request, servers': Math.round(of(count, 'ofServers')),
        '× one': (of(count, 'ofServers') / of(1, 'ofServers')).toFixed(2),
        'CPU µs/request, PostgreSQL': Math.round(of(count, 'ofPostgres')),
        '× one ': (of(count, 'ofPostgres') / of(1, 'ofPostgres')).toFixed(2),
      })),
    );
  } finally {
    for (const { server } of asked) await server.stop();
    for (const own of owns) await own.drop();
  }
}

async function filledOrganization(server: ServerProcess): Promise<string> {
  const { key } = await newOrganization(server);
  for (let index = 0; index < contacts; index += 1) {
    const json = { phoneNumber: `+5511${900_000_000 + index}`, name: `Contato ${index}` };
    await call(server, key, '/contacts', { method: 'POST', json });
  }
  return key;
}

async function measure(asked: readonly Asked[]): Promise<Measured> {
  const ofServers = () => asked.reduce((sum, { server }) => sum + cpuSeconds(server.pid), 0);
  const before = [ofServers(), postgresSeconds()] as const;
  const loads = await Promise.all(
    asked.map(({ server, key }) =>
      load({
        port: Number(new URL(server.origin).port),
        head: headOf(key, '/contacts?limit=20'),
        seconds,
        connections,
      }),
    ),
  );
  const failures = loads.reduce((sum, one) => sum + one.failures, 0);
  if (failures > 0) throw new Error(`${failures} replies were not 200.`);
  const requests = loads.reduce((sum, one) => sum + one.requests, 0);
  const each = (total: number) => (total / requests) * 1_000_000;
  return {
    perSecond: loads.reduce((sum, { perSecond }) => sum + perSecond, 0),
    ofServers: each(ofServers() - before[0]),
    ofPostgres: each(postgresSeconds() - before[1]),
  };
}
