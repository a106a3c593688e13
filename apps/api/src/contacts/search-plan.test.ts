import { DatabaseSync } from 'node:sqlite';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openSqlite } from '../db/sqlite.ts';
import type { OrganizationScope } from '../organizations/scope.ts';
import { organizationIn } from '../testing/organization.ts';
import { testClock } from '../testing/test-clock.ts';
import { searchContacts } from './search.ts';
import { contactStore } from './store.ts';

const folder = mkdtempSync(join(tmpdir(), 'atteny-plan-'));
afterAll(() => rmSync(folder, { recursive: true }));

// What a search costs shows only with many contacts; how SQLite means to do it shows with none.
test('a search goes by the index of its kind, and not by all contacts of the organization', async () => {
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
  const enlarge = (total: number) =>
    database.kysely.updateTable('organizations').set({ contact_total: total }).execute();
  const all = { page: 1, limit: 20 };
  await searchContacts(watched, 'ana', all);
  await enlarge(1_000_000);
  for (const text of ['ana', 'a']) await searchContacts(watched, text, all);
  reader.close();
  await database.close();

  const [, ofFew = '', , ofMany = '', beginPage = '', beginTotal = ''] = plans;
  expect(ofFew).toContain('SEARCH contacts USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)');
  expect(ofMany).toContain('SEARCH contacts USING INTEGER PRIMARY KEY (rowid=?)');
  // Bounded on both sides: only the organization's own range of the index is read.
  expect(ofMany).toMatch(/SCAN contact_search VIRTUAL TABLE INDEX 0:M\d+><(;|$)/);
  for (const plan of [beginPage, beginTotal]) expect(plan).toContain('SEARCH begin USING PRIMARY KEY');
  expect(beginPage).not.toContain('TEMP B-TREE');
});

test('contacts are numbered by organization, and found, whichever version writes them and in whatever order', async () => {
  const file = join(folder, 'ranges.sqlite');
  const database = await openSqlite(file);
  const scopes = [await organizationIn(database, testClock()), await organizationIn(database, testClock())];
  for (const digit of [1, 2, 3, 4, 5]) {
    for (const scope of scopes) await contactStore(scope).create(`+551191234567${digit}`, `Ana ${digit}`);
  }
  const [first, second] = scopes as [OrganizationScope, OrganizationScope];
  const all = { page: 1, limit: 20 };
  const reader = new DatabaseSync(file);
  const outside =
    reader.prepare(`select count(*) as some from contacts join contact_ranges using (organization_id)
    where seq not between first and last`);
  expect(outside.get()).toMatchObject({ some: 0 });
  await database.kysely.deleteFrom('organizations').where('id', '=', second.organizationId).execute();
  const third = await organizationIn(database, testClock());
  await contactStore(third).create('+5511912345679', 'Ana do lugar que ficou livre');
  expect(outside.get()).toMatchObject({ some: 0 });
  for (const total of [1, 1_000_000]) {
    await database.kysely.updateTable('organizations').set({ contact_total: total }).execute();
    expect(await searchContacts(first, 'ana', all)).toMatchObject({ total: 5 });
    expect(await searchContacts(second, 'ana', all)).toMatchObject({ total: 0 });
    expect(await searchContacts(third, 'ana', all)).toMatchObject({ total: 1 });
  }
  reader.close();
  await database.close();
});
