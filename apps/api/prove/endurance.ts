/**
 * `node prove/endurance.ts [minutes]`, outside CI: mixed load on two built servers, at most 50 requests a second, while PostgreSQL
 * and Redis are restarted at random times; then what was lost, done twice or left undelivered, and what memory did.
 */
import { randomBytes } from 'node:crypto';
import { freePort } from '@atteny/local-servers';
import { median, residentMegabytes } from '@atteny/local-servers/load';
import { startLoad, unknownOutcomes } from './mixed-load.ts';
import { openCluster, openRedis } from './own-servers.ts';
import { pause, startServer } from './server-process.ts';

const minutes = Number(process.argv[2] ?? 15);
const mostRequestsPerSecond = 50;
const workers = 10;
const leastQuiet = 15_000;
const mostQuiet = 60_000;

const cluster = await openCluster();
const redis = await openRedis();
const shared = {
  DATABASE_URL: `postgres://postgres@127.0.0.1:${cluster.port}/postgres`,
  ATTENY_SECRETS_KEY: randomBytes(32).toString('base64'),
  ATTENY_LOG_LEVEL: 'error',
};
const metricsPorts = [await freePort(), await freePort()];
const servers = [
  await startServer({ ...shared, ATTENY_METRICS_PORT: String(metricsPorts[0]) }),
  await startServer({
    ...shared,
    ATTENY_METRICS_PORT: String(metricsPorts[1]),
    REDIS_URL: `redis://127.0.0.1:${redis.port}`,
  }),
];
const load = await startLoad(servers, {
  workers,
  pauseMs: (workers * 1_000) / mostRequestsPerSecond,
});

interface Sample {
  readonly resident: number;
  readonly heap: number;
}

const samples: Sample[][] = servers.map(() => []);
/** Metrics that could not be read: there is no reason for any. */
const unsampled: unknown[] = [];
const sampling = setInterval(() => {
  for (const [index, { pid }] of servers.entries()) {
    heapMegabytes(metricsPorts[index] ?? 0).then(
      (heap) => samples[index]?.push({ resident: Math.round(residentMegabytes(pid)), heap }),
      (error: unknown) => unsampled.push({ server: index, at: new Date(), error }),
    );
  }
}, 2_000);

const end = performance.now() + minutes * 60_000;
let restarts = 0;
let slowestRecovery = 0;
while (performance.now() < end) {
  await pause(leastQuiet + Math.random() * (mostQuiet - leastQuiet));
  const database = Math.random() < 0.5 ? cluster : redis;
  await database.restart(Math.random() < 0.5 ? 'fast' : 'immediate', Math.random() * 3_000);
  restarts += 1;
  slowestRecovery = Math.max(slowestRecovery, await load.recovered());
}
clearInterval(sampling);
const account = await load.finish();
const exits = servers.filter(({ isRunning }) => !isRunning).length;
for (const { isRunning, output } of servers) if (!isRunning) console.error(output.slice(-10_000));
if (unsampled.length > 0) console.error(unsampled);
const result = {
  minutes,
  restarts,
  exits,
  unsampled: unsampled.length,
  ...account,
  unknownOutcomes: servers.map(unknownOutcomes).reduce((sum, count) => sum + count, 0),
  slowestRecoveryMs: Math.round(slowestRecovery),
  // A fifth of the time each. What the heap holds at least is what is not garbage.
  megabytes: samples.map((all) => ({
    resident: fifths(all).map((part) => median(part.map(({ resident }) => resident))),
    leastHeap: fifths(all).map((part) => Math.min(...part.map(({ heap }) => heap))),
  })),
};
console.log(JSON.stringify(result, null, 1));
for (const server of servers) await server.stop();
await redis.close();
await cluster.close();
process.exitCode =
  account.lost + account.doubled + account.belied + account.undelivered + exits + unsampled.length === 0
    ? 0
    : 1;

async function heapMegabytes(port: number): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const [, bytes = '0'] = /^nodejs_heap_size_used_bytes (\S+)/m.exec(text) ?? [];
  return Math.round(Number(bytes) / 1e6);
}

function fifths<Item>(all: readonly Item[]): Item[][] {
  const length = Math.ceil(all.length / 5);
  return [0, 1, 2, 3, 4].map((index) => all.slice(index * length, (index + 1) * length));
}
