import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTcpProxy, type TcpProxy } from '../src/testing/tcp-proxy.ts';
import { type Account, type Load, startLoad, unknownOutcomes } from './mixed-load.ts';
import { hasPostgresPrograms, openCluster, openRedis, type OwnServer } from './own-servers.ts';
import { pause, type ServerProcess, startServer } from './server-process.ts';

/** What is promised of every request, and of the time after which all is well again. */
const answeredWithin = 5_000;
const recoveredWithin = 10_000;

const halfOpen = 30_000;

describe.skipIf(!hasPostgresPrograms)('two servers over databases that come and go', () => {
  let cluster: OwnServer;
  let redis: OwnServer;
  let toPostgres: TcpProxy;
  let toRedis: TcpProxy;
  let servers: ServerProcess[] = [];
  beforeAll(async () => {
    cluster = await openCluster();
    redis = await openRedis();
    toPostgres = await openTcpProxy(`postgres://postgres@127.0.0.1:${cluster.port}/postgres`);
    toRedis = await openTcpProxy(`redis://127.0.0.1:${redis.port}`);
    const shared = {
      DATABASE_URL: toPostgres.url,
      ATTENY_SECRETS_KEY: randomBytes(32).toString('base64'),
      ATTENY_LOG_LEVEL: 'error',
    };
    servers = [await startServer(shared), await startServer({ ...shared, REDIS_URL: toRedis.url })];
  }, 180_000);
  afterAll(async () => {
    for (const server of servers) await server.stop();
    await toPostgres.close();
    await toRedis.close();
    await redis.close();
    await cluster.close();
  });

  const faults: [string, (load: Load) => Promise<number>][] = [
    [
      'real restarts',
      async (load) => {
        let slowest = 0;
        for (const how of ['fast', 'immediate', 'fast', 'immediate'] as const) {
          await pause(1_000);
          await cluster.restart(how, 500);
          slowest = Math.max(slowest, await load.recovered());
          await pause(500);
          await redis.restart(how, 500);
          slowest = Math.max(slowest, await load.recovered());
        }
        return slowest;
      },
    ],
    [
      'connections that are cut and reset',
      async (load) => {
        let slowest = 0;
        for (const how of ['cut', 'reset', 'cut', 'reset'] as const) {
          await pause(700);
          toPostgres[how]();
          await pause(200);
          toRedis[how]();
          slowest = Math.max(slowest, await load.recovered());
        }
        return slowest;
      },
    ],
    ['a way that refuses', (load) => broken(load, 3_000, (way) => way.refuse())],
    ['a way that takes two seconds', (load) => broken(load, 6_000, (way) => way.slow(2_000))],
    ['half-open connections', (load) => broken(load, halfOpen, (way) => way.silence())],
  ];

  async function broken(load: Load, milliseconds: number, how: (way: TcpProxy) => unknown): Promise<number> {
    await pause(500);
    await how(toPostgres);
    await how(toRedis);
    await pause(milliseconds);
    await toPostgres.mend();
    await toRedis.mend();
    return load.recovered();
  }

  test.each(faults)('%s: nothing accepted is lost, nothing is done twice', async (name, fault) => {
    const unknown = () => servers.map(unknownOutcomes).reduce((sum, count) => sum + count, 0);
    const before = unknown();
    const load = await startLoad(servers, { workers: 8, pauseMs: 20 });
    const recovered = await fault(load);
    const account: Account = await load.finish();
    console.log(name, { ...account, recoveredMs: Math.round(recovered) });

    expect(servers.map(({ isRunning }) => isRunning)).toEqual([true, true]);
    const { statuses } = account;
    expect(Object.keys(statuses).filter((status) => !['200', '201', '503', '500'].includes(status))).toEqual(
      [],
    );
    expect(statuses[500] ?? 0).toBe(unknown() - before);
    expect(account).toMatchObject({ lost: 0, doubled: 0, belied: 0, undelivered: 0 });
    expect(account.accepted).toBeGreaterThan(0);
    expect(account.slowestMs).toBeLessThan(answeredWithin);
    expect(recovered).toBeLessThan(recoveredWithin);
  });
});
