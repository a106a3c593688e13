/**
 * What a request costs when several processes stand over one PostgreSQL (and Redis), beside what it costs with one: the processor
 * time of the servers and of PostgreSQL, and the rate. One organization's requests go to all processes, sixteen connections to each:
 * its counters are what they have in common. Needs a built server, and a PostgreSQL on this machine.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { cpuSeconds, load, median } from '@atteny/local-servers/load';
import { newOrganization } from '../prove/console.ts';
import { type ServerProcess, startServer } from '../prove/server-process.ts';
import { createOwnPostgres, dialects } from '../src/testing/databases.ts';
import { hasRedis, redisUrl } from '../src/testing/redis.ts';
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

if (!dialects.includes('postgres')) throw new Error('PostgreSQL does not answer: nothing to measure.');
await compare('PostgreSQL', {});
if (hasRedis) await compare('PostgreSQL and Redis', { REDIS_URL: redisUrl });

async function compare(name: string, environment: Record<string, string>): Promise<void> {
  const own = await createOwnPostgres();
  const servers: ServerProcess[] = [];
  try {
    for (let nth = 0; nth < Math.max(...counts); nth += 1) {
      servers.push(await startServer({ ...production, ...environment, DATABASE_URL: own.url }));
    }
    const [first] = servers as [ServerProcess];
    const { key } = await newOrganization(first);
    for (let index = 0; index < contacts; index += 1) {
      await fetch(`${first.origin}/api/v1/contacts`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ phoneNumber: `+5511${900_000_000 + index}`, name: `Contato ${index}` }),
      });
    }
    const results = new Map(counts.map((count) => [count, [] as Measured[]]));
    // The first round only warms up.
    for (let round = 0; round <= rounds; round += 1) {
      for (const [count, measured] of results) {
        const one = await measure(servers.slice(0, count), key);
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
    for (const server of servers) await server.stop();
    await own.drop();
  }
}

async function measure(servers: readonly ServerProcess[], key: string): Promise<Measured> {
  const ofServers = () => servers.reduce((sum, { pid }) => sum + cpuSeconds(pid), 0);
  const before = [ofServers(), postgresSeconds()] as const;
  const loads = await Promise.all(
    servers.map(({ origin }) =>
      load({
        port: Number(new URL(origin).port),
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

/** Of all processes of PostgreSQL on this machine; those that end meanwhile are not counted. */
function postgresSeconds(): number {
  const isPostgres = (pid: string) => readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres');
  let sum = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (isPostgres(pid)) sum += cpuSeconds(Number(pid));
    } catch {
      // Ended between the list and the look.
    }
  }
  return sum;
}
