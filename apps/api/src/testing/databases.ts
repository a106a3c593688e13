import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { Database, Dialect } from '../db/database.ts';
import { openPostgres } from '../db/postgres/postgres.ts';
import { openSqlite } from '../db/sqlite.ts';

const server = process.env['ATTENY_TEST_POSTGRES'] ?? 'postgres://postgres@127.0.0.1:5432';

/** A database of its own for one test file, gone after `close()`. */
export interface OwnDatabase {
  database: Database;
  url: string | null;
  close(): Promise<void>;
}

/**
 * The databases to test on: what holds on one has to hold on the other. Without a PostgreSQL the embedded one is
 * all there is, and CI fails.
 */
export const dialects: Dialect[] = (await hasPostgres()) ? ['sqlite', 'postgres'] : ['sqlite'];

export async function openOwnDatabase(dialect: Dialect): Promise<OwnDatabase> {
  if (dialect === 'sqlite') {
    const database = await openSqlite(':memory:');
    return { database, url: null, close: () => database.close() };
  }
  const own = await createOwnPostgres();
  const database = await openPostgres(own.url);
  return {
    database,
    url: own.url,
    close: async () => {
      await database.close();
      await own.drop();
    },
  };
}

/** An empty PostgreSQL database of its own, for a test that opens it itself. */
export async function createOwnPostgres(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `atteny_test_${randomBytes(6).toString('hex')}`;
  await onServer(`create database ${name}`);
  return { url: `${server}/${name}`, drop: () => onServer(`drop database ${name} with (force)`) };
}

async function hasPostgres(): Promise<boolean> {
  try {
    await onServer('select 1');
    return true;
  } catch (cause) {
    const reason = `No PostgreSQL at ${server} (ATTENY_TEST_POSTGRES)`;
    if (process.env['CI'] === 'true') throw new Error(`${reason}: CI needs one.`, { cause });
    console.warn(`${reason}: its tests are skipped.`);
    return false;
  }
}

async function onServer(statement: string): Promise<void> {
  const client = new Client({ connectionString: `${server}/postgres`, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
