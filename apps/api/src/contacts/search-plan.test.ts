import { DatabaseSync } from 'node:sqlite';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSqlite } from '../db/sqlite.ts';
import { organizationIn } from '../testing/organization.ts';
import { testClock } from '../testing/test-clock.ts';
import { searchContacts } from './search.ts';
import { contactStore } from './store.ts';

// What a search costs shows only with many contacts; how SQLite means to do it shows with none.
test('a search goes by the index of its kind, and not by all contacts of the organization', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'atteny-plan-'));
  const file = join(folder, 'atteny.sqlite');
  const database = await openSqlite(file);
  const scope = await organizationIn(database, testClock());
  const plans: string[] = [];
  const reader = new DatabaseSync(file);
  const watched = {
    ...scope,
    db: scope.db.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => result,
    }),
  };
  const explain = (statement: string, parameters: readonly unknown[]) => {
    const rows = reader.prepare(`explain query plan ${statement}`).all(...(parameters as string[]));
    plans.push(rows.map(({ detail }) => String(detail)).join('; '));
  };
  const executor = watched.db.getExecutor();
  const execute = executor.executeQuery.bind(executor);
  executor.executeQuery = (query, ...more) => {
    explain(query.sql, query.parameters);
    return execute(query, ...more);
  };
  for (const text of ['ana', 'a']) await searchContacts(watched, text, { page: 1, limit: 20 });
  const neighbour = contactStore(await organizationIn(database, testClock()));
  for (const digit of [1, 2, 3]) await neighbour.create(`+551191234567${digit}`, 'Ana');
  await contactStore(scope).create('+5511912345674', 'Mariana');
  const found = await searchContacts(watched, 'ana', { page: 1, limit: 20 });
  reader.close();
  await database.close();
  rmSync(folder, { recursive: true });

  const [, part = '', beginPage = '', beginTotal = '', , besideMany = ''] = plans;
  expect(part).toContain('SEARCH contacts USING INTEGER PRIMARY KEY');
  for (const plan of [beginPage, beginTotal]) expect(plan).toContain('SEARCH begin USING PRIMARY KEY');
  // Its neighbours alone have more of them than it has contacts.
  expect(besideMany).toContain('SEARCH contacts USING INDEX');
  expect(found).toMatchObject({ total: 1, items: [{ name: 'Mariana' }] });
  expect(beginPage).not.toContain('TEMP B-TREE');
});
