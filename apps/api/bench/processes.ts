/**
 * What a request costs when several processes stand over one PostgreSQL (and Redis), beside what it costs with one: the processor
 * time of the servers and of PostgreSQL, and the rate. One organization's requests go to all processes, as many connections to each:
 * its counters are what they have in common. First at the same pace for each process, as processes are added when there is more
 * to do; then as fast as the machine can, where each of several has less to do than one. Then the same with a database for each
 * process, and with bare Express, which has nothing in common but the machine. Needs a built server, and a PostgreSQL on this
 * machine.
 */
import { fileURLToPath } from 'node:url';
import { cpuSeconds, load, median } from '@atteny/local-servers/load';
import { call, newOrganization } from '../prove/console.ts';
import { type ServerProcess, startServer } from '../prove/server-process.ts';
import { createOwnPostgres, dialects } from '../src/testing/databases.ts';
import { hasRedis, redisUrl } from '../src/testing/redis.ts';
import { postgresSeconds } from './postgres-seconds.ts';
import { headOf, production } from './production.ts';

const seconds = Number(process.env['BENCH_SECONDS'] ?? 3);
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);
const pace = Number(process.env['BENCH_PACE'] ?? 400);

/** `pace`, in requests a second for each process, is that of the machine when left out. */
interface Case {
  readonly processes: number;
  readonly connections: number;
  readonly pace?: number;
}

/** The last two: what one process costs that has as little to do at once as each of several. */
const cases: readonly Case[] = [
  { processes: 1, connections: 16, pace },
  { processes: 2, connections: 16, pace },
  { processes: 4, connections: 16, pace },
  { processes: 1, connections: 16 },
  { processes: 2, connections: 16 },
  { processes: 4, connections: 16 },
  { processes: 1, connections: 8 },
  { processes: 1, connections: 4 },
];
const most = Math.max(...cases.map(({ processes }) => processes));
const contacts = 200;

interface Measured {
  readonly perSecond: number;
  readonly failures: number;
  readonly ofServers: number;
  readonly ofPostgres: number;
}

interface Asked {
  readonly server: ServerProcess;
  readonly key: string;
}

const expressEntry = fileURLToPath(new URL('bare-express.ts', import.meta.url));

if (!dialects.includes('postgres')) throw new Error('PostgreSQL does not answer: nothing to measure.');
await compare('PostgreSQL', overDatabases(1));
if (hasRedis) await compare('PostgreSQL and Redis', overDatabases(1, { REDIS_URL: redisUrl }));
// What it costs to have several processes on one machine, whether or not they have anything in common.
await compare('PostgreSQL, a database each', overDatabases(most));
await compare('bare Express', bareExpress);

type Start = (drops: (() => Promise<void>)[]) => Promise<Asked>;

/** Servers over so many databases: 1, which all of them share, or one for each. */
function overDatabases(databases: number, environment: Record<string, string> = {}): Start {
  let left = databases;
  let DATABASE_URL = '';
  let key = '';
  return async (drops) => {
    const isNew = left > 0;
    if (isNew) {
      left -= 1;
      const own = await createOwnPostgres();
      drops.push(() => own.drop());
      DATABASE_URL = own.url;
    }
    const server = await startServer({ ...production, ...environment, DATABASE_URL });
    if (isNew) key = await filledOrganization(server);
    return { server, key };
  };
}

async function bareExpress(): Promise<Asked> {
  const data = Array.from({ length: 20 }, (_, index) => ({
    id: `ctt_${String(index).padStart(15, '0')}`,
    phoneNumber: phoneNumberOf(index),
    name: nameOf(index),
    createdAt: new Date(index).toISOString(),
    updatedAt: new Date(index).toISOString(),
  }));
  const BENCH_BODY = JSON.stringify({ success: true, data, meta: { total: contacts, page: 1, limit: 20 } });
  return { server: await startServer({ BENCH_BODY }, { entry: expressEntry }), key: '' };
}

async function compare(name: string, start: Start): Promise<void> {
  const asked: Asked[] = [];
  const drops: (() => Promise<void>)[] = [];
  try {
    while (asked.length < most) asked.push(await start(drops));
    const results = new Map(cases.map((one) => [one, [] as Measured[]]));
    // The first round only warms up.
    for (let round = 0; round <= rounds; round += 1) {
      for (const [one, measured] of results) {
        const result = await measure(asked.slice(0, one.processes), one);
        if (round > 0) measured.push(result);
      }
    }
    console.table(
      cases.map((one) => {
        const own = results.get(one) ?? [];
        const first = results.get(cases.find((other) => other.pace === one.pace) ?? one) ?? [];
        const of = (part: (measured: Measured) => number) => Math.round(median(own.map(part)));
        // Round by round: the machine is not as fast in each.
        const times = (part: (measured: Measured) => number) =>
          median(own.map((measured, round) => part(measured) / part(first[round] ?? measured))).toFixed(2);
        return {
          [name]: `${one.processes} × ${one.connections} connections${one.pace ? ` at ${one.pace}/s` : ''}`,
          'requests/s': of(({ perSecond }) => perSecond),
          'CPU µs/request, servers': of(({ ofServers }) => ofServers),
          '× first': times(({ ofServers }) => ofServers),
          'CPU µs/request, PostgreSQL': of(({ ofPostgres }) => ofPostgres),
          '× first ': times(({ ofPostgres }) => ofPostgres),
          'both × first': times(({ ofServers, ofPostgres }) => ofServers + ofPostgres),
          failed: own.reduce((sum, { failures }) => sum + failures, 0),
        };
      }),
    );
  } finally {
    for (const { server } of asked) await server.stop();
    for (const drop of drops) await drop();
  }
}

async function filledOrganization(server: ServerProcess): Promise<string> {
  const { key } = await newOrganization(server);
  for (let index = 0; index < contacts; index += 1) {
    const json = { phoneNumber: phoneNumberOf(index), name: nameOf(index) };
    await call(server, key, '/contacts', { method: 'POST', json });
  }
  return key;
}

function phoneNumberOf(index: number): string {
  return `+5511${900_000_000 + index}`;
}

function nameOf(index: number): string {
  return `Contato ${index}`;
}

async function measure(asked: readonly Asked[], { connections, pace: wanted }: Case): Promise<Measured> {
  const ofServers = () => asked.reduce((sum, { server }) => sum + cpuSeconds(server.pid), 0);
  const before = [ofServers(), postgresSeconds()] as const;
  const loads = await Promise.all(
    asked.map(({ server, key }) =>
      load({
        port: Number(new URL(server.origin).port),
        head: headOf(key, '/contacts?limit=20'),
        seconds,
        connections,
        ...(wanted !== undefined && { pace: wanted }),
      }),
    ),
  );
  const requests = loads.reduce((sum, one) => sum + one.requests, 0);
  const each = (total: number) => (total / requests) * 1_000_000;
  return {
    perSecond: loads.reduce((sum, { perSecond }) => sum + perSecond, 0),
    failures: loads.reduce((sum, { failures }) => sum + failures, 0),
    ofServers: each(ofServers() - before[0]),
    ofPostgres: each(postgresSeconds() - before[1]),
  };
}
