import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dialects, type OwnDatabase, openOwnDatabase } from '../testing/databases.ts';
import { executeWithNext, inTransaction } from './transaction.ts';

const add = (name: string) => sql`insert into notes (name) values (${name})`;

describe.each(dialects)('statements that are sent with the next one on %s', (dialect) => {
  let own: OwnDatabase;
  beforeAll(async () => {
    own = await openOwnDatabase(dialect);
    await sql`create table notes (name text primary key)`.execute(own.database.kysely);
  });
  afterAll(() => own.close());
  beforeEach(() => sql`delete from notes`.execute(own.database.kysely));

  const names = async (db = own.database.kysely) =>
    (await sql<{ name: string }>`select name from notes order by name`.execute(db)).rows.map(
      ({ name }) => name,
    );

  test('are done before it, and kept by the commit', async () => {
    const seen = await inTransaction(own.database, async (transaction) => {
      await executeWithNext(transaction, add('a'));
      await executeWithNext(transaction, add('b'));
      const between = await names(transaction);
      await executeWithNext(transaction, add('c'));
      return between;
    });
    expect(seen).toEqual(['a', 'b']);
    expect(await names()).toEqual(['a', 'b', 'c']);
  });

  test('give their rows by the commit', async () => {
    const given: string[] = [];
    await inTransaction(own.database, async (transaction) => {
      const added = sql<{ name: string }>`insert into notes (name) values (${'a'}), (${'b'}) returning name`;
      await executeWithNext(transaction, added, (rows) => given.push(...rows.map(({ name }) => name)));
    });
    expect(given).toEqual(['a', 'b']);
  });

  test('fail with it, and nothing of the transaction is kept', async () => {
    const failing = inTransaction(own.database, async (transaction) => {
      await executeWithNext(transaction, add('a'));
      await executeWithNext(transaction, add('a'));
      await executeWithNext(transaction, add('b'));
    });
    await expect(failing).rejects.toThrow(/unique/i);
    expect(await names()).toEqual([]);
    await inTransaction(own.database, (transaction) => executeWithNext(transaction, add('d')));
    expect(await names()).toEqual(['d']);
  });

  test('can be asked for again after one that failed before them', async () => {
    const mark = sql`update notes set name = name || ${'!'}`;
    const failing = inTransaction(own.database, async (transaction) => {
      await executeWithNext(transaction, add('a'));
      await executeWithNext(transaction, add('a'));
      await executeWithNext(transaction, mark);
      await names(transaction);
    });
    await expect(failing).rejects.toThrow(/unique/i);
    await inTransaction(own.database, async (transaction) => {
      await executeWithNext(transaction, add('b'));
      await executeWithNext(transaction, mark);
    });
    expect(await names()).toEqual(['b!']);
  });

  test('are not done where the work fails before', async () => {
    const failing = inTransaction(own.database, async (transaction) => {
      await executeWithNext(transaction, add('a'));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await names()).toEqual([]);
  });
});

test.skipIf(!dialects.includes('postgres'))(
  'a row that is locked with the commit is free until then',
  async () => {
    const own = await openOwnDatabase('postgres');
    const { kysely } = own.database;
    await sql`create table notes as select 'a' as name`.execute(kysely);
    const read = await inTransaction(own.database, async (transaction) => {
      await executeWithNext(transaction, sql`update notes set name = ${'b'}`);
      return (await sql<{ name: string }>`select name from notes for update nowait`.execute(kysely)).rows;
    });
    expect(read).toEqual([{ name: 'a' }]);
    expect((await sql`select name from notes`.execute(kysely)).rows).toEqual([{ name: 'b' }]);
    await own.close();
  },
);
