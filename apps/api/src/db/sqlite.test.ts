import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { contactStore } from '../contacts/store.ts';
import { organizationIn } from '../testing/organization.ts';
import { testClock } from '../testing/test-clock.ts';
import type { Database } from './database.ts';
import { openSqlite } from './sqlite.ts';

let folder: string;
let database: Database;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'atteny-sqlite-'));
  database = await openSqlite(join(folder, 'atteny.sqlite'));
});
afterEach(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

const page = { page: 1, limit: 20 };

test('a page is read past a transaction under way, and shows what is committed alone', async () => {
  const scope = await organizationIn(database, testClock());
  await contactStore(scope).create('+5511900000001', null);
  await scope.transaction(async (inside) => {
    await contactStore(inside).create('+5511900000002', null);
    expect((await contactStore(inside).list(page)).total).toBe(2);
    expect((await contactStore(scope).list(page)).total).toBe(1);
  });
  expect((await contactStore(scope).list(page)).total).toBe(2);
});

test('many statements of differing length are served', async () => {
  const scope = await organizationIn(database, testClock());
  for (let length = 1; length <= 600; length += 1) {
    const ids = Array.from({ length }, (_, index) => `ctt_${index}`);
    const rows = await scope.db.selectFrom('contacts').select('id').where('id', 'in', ids).execute();
    expect(rows).toEqual([]);
  }
});

test('migrations that are broken off leave nothing, and are made at the next start', async () => {
  const file = join(folder, 'broken-off.sqlite');
  const other = new DatabaseSync(file);
  other.exec('create table messages (id integer)');
  await expect(openSqlite(file)).rejects.toThrow('The schema could not be brought up to date.');
  other.exec('drop table messages');
  other.close();
  const opened = await openSqlite(file);
  await opened.close();
});
