import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from './database.ts';
import { relaxedTransaction } from './transaction.ts';
import { openSqlite } from './sqlite.ts';

const folder = mkdtempSync(join(tmpdir(), 'atteny-relaxed-'));
let database: Database;
beforeAll(async () => {
  database = await openSqlite(join(folder, 'atteny.sqlite'));
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

const [normal, full] = [1, 2];
const synchronous = async (db: Pick<Database, 'kysely'>['kysely']) =>
  (await sql<{ synchronous: number }>`pragma synchronous`.execute(db)).rows[0]?.synchronous;

test('only the relaxed transaction itself does without the disk', async () => {
  const inside = await relaxedTransaction(database, (transaction) => synchronous(transaction));
  expect(inside).toBe(normal);
  expect(await synchronous(database.kysely)).toBe(full);
});

test('a transaction that fails leaves nothing, and full sync behind it', async () => {
  const failing = relaxedTransaction(database, async (transaction) => {
    await sql`create table never (n integer)`.execute(transaction);
    throw new Error('stop');
  });
  await expect(failing).rejects.toThrow('stop');
  expect(await synchronous(database.kysely)).toBe(full);
  await expect(sql`select * from never`.execute(database.kysely)).rejects.toThrow(/no such table/);
});
