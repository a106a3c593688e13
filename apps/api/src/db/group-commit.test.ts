import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database, Executor } from './database.ts';
import { openSqlite } from './sqlite.ts';
import { inTransaction } from './transaction.ts';

describe('transactions of the embedded database that come together', () => {
  let folder: string;
  let database: Database;
  let outside: DatabaseSync;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'atteny-group-'));
    const file = join(folder, 'atteny.sqlite');
    database = await openSqlite(file);
    await sql`create table notes (text text primary key)`.execute(database.kysely);
    outside = new DatabaseSync(file);
  });
  afterAll(async () => {
    outside.close();
    await database.close();
    rmSync(folder, { recursive: true });
  });

  const note = (text: string, db: Executor) => sql`insert into notes (text) values (${text})`.execute(db);
  const written = () =>
    outside
      .prepare('select text from notes order by text')
      .all()
      .map(({ text }) => text);

  test('are kept by one commit, and nobody is told before it', async () => {
    const seen: unknown[] = [];
    const write = async (text: string) => {
      await inTransaction(database, async (db) => {
        await note(text, db);
        seen.push(written());
      });
      return written();
    };
    const told = await Promise.all(['a', 'b', 'c'].map(write));
    expect(told).toEqual(Array.from({ length: 3 }, () => ['a', 'b', 'c']));
    expect(seen).toEqual([[], [], []]);
  });

  test('one that fails leaves nothing, and the others what they wrote', async () => {
    const failing = inTransaction(database, async (db) => {
      await note('lost', db);
      throw new Error('changed my mind');
    });
    const twice = inTransaction(database, (db) => note('a', db));
    const kept = inTransaction(database, (db) => note('d', db));
    const [one, two, three] = await Promise.allSettled([failing, twice, kept]);
    expect([one.status, two.status, three.status]).toEqual(['rejected', 'rejected', 'fulfilled']);
    expect(written()).toEqual(['a', 'b', 'c', 'd']);
  });

  test('one that ends the whole transaction fails them all', async () => {
    const works = await Promise.allSettled([
      inTransaction(database, (db) => note('e', db)),
      inTransaction(database, async (db) => {
        await sql`insert or rollback into notes (text) values ('a')`.execute(db);
      }),
      inTransaction(database, (db) => note('f', db)),
    ]);
    expect(works.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(written()).toEqual(['a', 'b', 'c', 'd']);
    await inTransaction(database, (db) => note('g', db));
    expect(written()).toEqual(['a', 'b', 'c', 'd', 'g']);
  });
});
