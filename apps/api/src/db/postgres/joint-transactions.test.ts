import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dialects, openOwnDatabase, type OwnDatabase } from '../../testing/databases.ts';
import type { Executor, JointTransaction } from '../database.ts';
import { ask, askWithNext, jointStatement } from '../joint-statement.ts';

interface Note {
  readonly name: string;
  readonly text: string | null;
  readonly size: number;
}

const look = jointStatement<Pick<Note, 'name'>, { text: string | null; size: number; transaction: string }>(
  { name: 'text' },
  (asked) => sql`select asked.nth, notes.text, notes.size, cast(txid_current() as text) as transaction
    from ${asked} join notes on notes.name = asked.name order by asked.nth desc`,
);
const note = jointStatement<Note, { written: string }>(
  { name: 'text', text: 'text', size: 'bigint' },
  (asked) => sql`with asked as (select * from ${asked}), written as (
      insert into notes (name, text, size) select name, text, size from asked
      on conflict (name) do update set text = excluded.text, size = excluded.size returning name
    ) select asked.nth, written.name as written from written join asked on asked.name = written.name`,
);

describe.runIf(dialects.includes('postgres'))('transactions of PostgreSQL that come together', () => {
  let own: OwnDatabase;
  let joint: JointTransaction;

  beforeAll(async () => {
    own = await openOwnDatabase('postgres');
    joint = own.database.jointTransaction as JointTransaction;
    await sql`create table notes (name text primary key, text text, size bigint not null check (size < 100))`.execute(
      own.database.kysely,
    );
  });
  afterAll(() => own.close());
  beforeEach(async () => {
    await sql`truncate notes`.execute(own.database.kysely);
    await sql`insert into notes values ('a', 'A', 1), ('b', 'B', 2), ('c', 'C', 3)`.execute(
      own.database.kysely,
    );
  });

  const kept = async () => {
    const { rows } = await sql<Note>`select name, text, size from notes order by name`.execute(
      own.database.kysely,
    );
    return Object.fromEntries(rows.map(({ name, text, size }) => [name, text ?? size]));
  };
  const transactionOf = async (db: Executor) => {
    const { rows } = await sql<{ id: string }>`select cast(txid_current() as text) as id`.execute(db);
    return rows[0]?.id;
  };

  test('are one, each is given what is its own, and nobody is told before the commit', async () => {
    const results = await Promise.all(
      ['c', 'a', 'b'].map(async (name) => {
        const [seen] = await joint(name, async (db) => {
          const rows = await ask(db, look, { name });
          await askWithNext(db, note, { name, text: `${name} again`, size: 9 });
          return rows;
        });
        return { ...seen, kept: await kept() };
      }),
    );
    const again = { a: 'a again', b: 'b again', c: 'c again' };
    expect(results.map(({ text, kept: then }) => [text, then])).toEqual([
      ['C', again],
      ['A', again],
      ['B', again],
    ]);
    expect(new Set(results.map(({ transaction }) => transaction)).size).toBe(1);
  });

  test('go in step, whatever each of them has to wait for', async () => {
    const looks = (name: string, times: number) =>
      joint(name, async (db) => {
        const seen = [];
        for (let time = 0; time < times; time += 1) seen.push(...(await ask(db, look, { name })));
        await new Promise((resolve) => setTimeout(resolve, 20 * times));
        return [...seen.map(({ size }) => size), await transactionOf(db)];
      });
    const [one, none, three] = await Promise.all([looks('a', 1), looks('b', 0), looks('c', 3)]);
    expect([one, none, three]).toEqual([[1, none?.[0]], [expect.any(String)], [3, 3, 3, none?.[0]]]);
  });

  test.each([
    ['by what it throws', () => Promise.reject(new Error('changed my mind')), 'changed my mind'],
    ['by what it asks for', (db: Executor) => ask(db, note, { name: 'x', text: 'x', size: 100 }), 'check'],
    [
      'by what is sent with the commit',
      (db: Executor) => askWithNext(db, note, { name: 'x', text: 'x', size: 100 }),
      'check',
    ],
  ])('one that fails %s leaves nothing, and the others what they wrote', async (_how, fails, message) => {
    const write = (name: string) =>
      joint(name, async (db) => {
        await ask(db, look, { name });
        await askWithNext(db, note, { name, text: 'new', size: 9 });
      });
    const failing = joint('f', async (db) => {
      await askWithNext(db, note, { name: 'lost', text: 'lost', size: 9 });
      await fails(db);
    });
    const [one, failed, two] = await Promise.allSettled([write('a'), failing, write('b')]);
    expect([one.status, failed.status, two.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(failed).toMatchObject({ reason: { message: expect.stringContaining(message) as unknown } });
    expect(await kept()).toEqual({ a: 'new', b: 'new', c: 'C' });
  });

  test('of one name follow each other: each sees what the one before it left', async () => {
    const count = () =>
      joint('a', async (db) => {
        const [seen] = await ask(db, look, { name: 'a' });
        await askWithNext(db, note, { name: 'a', text: null, size: (seen?.size ?? 0) + 1 });
      });
    await Promise.all([
      ...Array.from({ length: 20 }, count),
      joint('b', (db) => ask(db, look, { name: 'b' })),
    ]);
    expect(await kept()).toMatchObject({ a: 21 });
  });

  test('whatever is given arrives as it is', async () => {
    const texts = ['', 'NULL', '"', String.raw`\"\\`, '{a,b}', "'; --", 'ação 🎂', '\n\t', null];
    const written = await Promise.all(
      texts.map((text, nth) => joint(`${nth}`, (db) => ask(db, note, { name: `n${nth}`, text, size: nth }))),
    );
    expect(written.map(([row]) => row?.written)).toEqual(texts.map((_text, nth) => `n${nth}`));
    expect(await kept()).toMatchObject(
      Object.fromEntries(texts.map((text, nth) => [`n${nth}`, text ?? nth])),
    );
  });

  test('what is asked finds its rows by their keys, also with a plan of a time when there were few', async () => {
    const read = async (db: Executor) => {
      const { rows } = await sql<{ read: number }>`
        select seq_tup_read as read from pg_stat_xact_user_tables where relname = 'notes'`.execute(db);
      return rows[0]?.read ?? 0;
    };
    const names = Array.from({ length: 8 }, (_, nth) => ({ name: `${nth}` }));
    const readByAll = () =>
      joint('reader', async (db) => {
        const before = await read(db);
        await db.executeQuery(look(db, names));
        return (await read(db)) - before;
      });
    await sql`analyze notes`.execute(own.database.kysely);
    for (let time = 0; time < 10; time += 1) await readByAll();
    await sql`insert into notes select 'more ' || nth, '', 0 from generate_series(1, 5000) as nth`.execute(
      own.database.kysely,
    );
    expect(await readByAll()).toBe(0);
  });

  const write = (name: string) => joint(name, (db) => askWithNext(db, note, { name, text: 'new', size: 9 }));
  const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const isSoon = (work: Promise<unknown>) =>
    Promise.race([work.then(() => true), pause(2_000).then(() => false)]);

  /** While somebody else holds all rows but one. */
  async function besideLocks(work: () => Promise<void>): Promise<void> {
    await own.database.kysely.transaction().execute(async (db) => {
      await sql`select from notes where name <> 'b' for update`.execute(db);
      await work();
    });
  }

  test('one that waits for a row of somebody else does not keep the others waiting', async () => {
    let waiting: Promise<void> | undefined;
    await besideLocks(async () => {
      waiting = write('a');
      expect(await isSoon(write('b'))).toBe(true);
      expect(await kept()).toEqual({ a: 'A', b: 'new', c: 'C' });
    });
    await waiting;
    expect(await kept()).toEqual({ a: 'new', b: 'new', c: 'C' });
  });

  test('as many as may be under way, each waiting for a row of somebody else, keep nobody from beginning', async () => {
    const names = ['a', 'c', 'd', 'e'];
    await sql`insert into notes values ('d', 'D', 4), ('e', 'E', 5)`.execute(own.database.kysely);
    const waiting: Promise<void>[] = [];
    await besideLocks(async () => {
      for (const name of names) {
        waiting.push(write(name));
        await pause(20);
      }
      expect(await isSoon(write('b'))).toBe(true);
      expect(await kept()).toEqual({ a: 'A', b: 'new', c: 'C', d: 'D', e: 'E' });
    });
    await Promise.all(waiting);
    expect(new Set(Object.values(await kept()))).toEqual(new Set(['new']));
  });

  test('those who find no place beside one that is slow do not wait for it', async () => {
    let end = () => {};
    const slow = joint('slow', () => new Promise<void>((resolve) => (end = resolve)));
    const others = Array.from({ length: 40 }, (_, nth) =>
      joint(`${nth}`, (db) => ask(db, look, { name: 'b' })),
    );
    const lastAreSoon = await isSoon(Promise.all(others.slice(-8)));
    end();
    await Promise.all([slow, ...others]);
    expect(lastAreSoon).toBe(true);
  });

  test('one that is slow does not keep others from beginning', async () => {
    let end = () => {};
    const slow = joint('a', async (db) => {
      await ask(db, look, { name: 'a' });
      await new Promise<void>((resolve) => (end = resolve));
    });
    const next = joint('a', (db) => ask(db, look, { name: 'a' }));
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(await joint('b', (db) => ask(db, look, { name: 'b' }))).toMatchObject([{ text: 'B' }]);
    end();
    await slow;
    expect(await next).toMatchObject([{ text: 'A' }]);
  });
});
