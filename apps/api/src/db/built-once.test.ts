import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialects, type OwnDatabase, openOwnDatabase } from '../testing/databases.ts';
import { builtOnce } from './built-once.ts';

describe.each(dialects)('a statement that is built once on %s', (dialect) => {
  let own: OwnDatabase;
  beforeAll(async () => {
    own = await openOwnDatabase(dialect);
    await sql`create table notes (name text, line text, kind text)`.execute(own.database.kysely);
  });
  afterAll(() => own.close());

  test('has at each use what it is given then, wherever it stands', async () => {
    let builds = 0;
    const add = builtOnce((_db, { name, line }: { name: string; line: string | null }) => {
      builds += 1;
      return sql<{ twice: string }>`insert into notes (name, line, kind) values (${name}, ${line}, ${'note'})
        returning name || ${name} as twice`;
    });
    const scope = { db: own.database.kysely, dialect };
    const said = [];
    for (const note of [
      { name: 'a', line: 'first' },
      { name: 'b', line: null },
      { line: 'last', name: 'c' },
    ]) {
      const { rows } = await scope.db.executeQuery(add(scope, note));
      said.push(rows[0]?.twice);
    }
    expect(said).toEqual(['aa', 'bb', 'cc']);
    expect((await sql`select * from notes order by name`.execute(scope.db)).rows).toEqual([
      { name: 'a', line: 'first', kind: 'note' },
      { name: 'b', line: null, kind: 'note' },
      { name: 'c', line: 'last', kind: 'note' },
    ]);
    expect(builds).toBe(1);
  });
});
