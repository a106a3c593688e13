/**
 * `node prove/endurance.ts [minutes]`, outside CI: mixed load on two built servers, at most 50 requests a second, while PostgreSQL
 * and Redis are restarted at random times; then what was lost, done twice or left undelivered, and what memory did.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { startLoad } from './mixed-load.ts';
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
const servers = [
  await startServer(shared),
  await startServer({ ...shared, REDIS_URL: `redis://127.0.0.1:${redis.port}` }),
];
const load = await startLoad(servers, {
  workers,
  pauseMilliseconds: (workers * 1_000) / mostRequestsPerSecond,
});

const megabytes: number[][] = servers.map(() => []);
const sampling = setInterval(() => {
  for (const [index, { pid }] of servers.entries()) megabytes[index]?.push(residentMegabytes(pid));
}, 5_000);

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
const exits = servers.filter((server) => server.ended()).length;
console.log({
  minutes,
  restarts,
  exits,
  ...account,
  slowestRecoveryMilliseconds: Math.round(slowestRecovery),
  // After the first minutes, in which code is compiled and pools fill.
  megabytes: megabytes.map((samples) => ({
    afterThirdOfTime: median(samples.slice(Math.floor(samples.length / 3), Math.floor(samples.length / 2))),
    atTheEnd: median(samples.slice(-Math.ceil(samples.length / 6))),
  })),
});
for (const server of servers) await server.stop();
await redis.close();
await cluster.close();
process.exitCode = account.lost + account.doubled + account.undelivered + exits === 0 ? 0 : 1;

function residentMegabytes(pid: number): number {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
