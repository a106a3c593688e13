import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import type { PostgresPoolClient } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createOwnPostgres, dialects } from '../../testing/databases.ts';
import { openConnections } from './connections.ts';
import { withTimeBudget } from '../time-budget.ts';

const authenticated = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0]);
const readyForQuery = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);

function fatal(code: string): Buffer {
  const fields = Buffer.from(`SFATAL\0C${code}\0Mterminating connection\0\0`);
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}

// An error that nobody listens to ends the run: see the runner's unhandled errors.
test('a server that shuts down while it greets ends one connection and not the process', async () => {
  const greeting = Buffer.concat([authenticated, readyForQuery, fatal('57P01')]);
  const server = createServer((socket) => socket.once('data', () => socket.end(greeting))).listen(
    0,
    '127.0.0.1',
  );
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const connections = openConnections(`postgres://someone@127.0.0.1:${port}/none`);
  onTestFinished(() => connections.end());
  const connection = await connections.connect();
  await expect(connection.query('insert into t values (1)', [])).rejects.toThrow('The connection is gone.');
  connection.release();
});

describe.skipIf(!dialects.includes('postgres'))('of a connection that is given up', () => {
  async function newConnections() {
    const own = await createOwnPostgres();
    const connections = openConnections(own.url);
    onTestFinished(async () => {
      await connections.end();
      await own.drop();
    });
    const borrowed = async (count: number) => {
      const some = await Promise.all(Array.from({ length: count }, () => connections.connect()));
      const pids = await Promise.all(
        some.map(async (one) => {
          const { rows } = await one.query<{ pid: number }>('select pg_backend_pid() as pid', []);
          return rows[0]?.pid;
        }),
      );
      return { some, pids: new Set(pids) };
    };
    /** Those of three connections that are there after one of them had no answer for so long, while others had theirs. */
    const left = async (budget: number) => {
      const { some, pids } = await borrowed(3);
      const [waiting, working, idle] = some as [PostgresPoolClient, PostgresPoolClient, PostgresPoolClient];
      idle.release();
      const answering = setInterval(() => void working.query('select 1', []), 100);
      const waited = withTimeBudget(budget, () => waiting.query('select pg_sleep(4)', []));
      await expect(waited).rejects.toThrow('PostgreSQL does not answer.');
      clearInterval(answering);
      await working.query('select 1', []);
      for (const one of [waiting, working]) one.release();
      const after = await borrowed(3);
      for (const one of after.some) one.release();
      return [...pids].filter((pid) => after.pids.has(pid)).length;
    };
    return { left };
  }

  test('the others stay where it had little time, for they may answer', async () => {
    expect(await (await newConnections()).left(150)).toBe(2);
  });

  test('those stay that have answered meanwhile, and those that were idle may have gone the same way', async () => {
    expect(await (await newConnections()).left(2_500)).toBe(1);
  });
});
