import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { quotaInBlocks } from './embedded.ts';

let folder: string;
const opened: DatabaseSync[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'atteny-quota-'));
});
afterEach(() => {
  for (const database of opened.splice(0)) database.close();
  rmSync(folder, { recursive: true });
});

/** Another process over the same file, as far as the file can tell. */
function open() {
  const database = new DatabaseSync(join(folder, 'quota.sqlite'));
  opened.push(database);
  return quotaInBlocks(database);
}

async function passed(
  { counter }: ReturnType<typeof open>,
  attempts: number,
  limit: number,
): Promise<number> {
  let count = 0;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if ((await counter.charge('org', '2026-03', limit)).allowed) count += 1;
  }
  return count;
}

test('settled, the next process goes on exactly where this one was', async () => {
  const first = open();
  expect(await passed(first, 70, 100)).toBe(70);
  first.settle();
  expect(await passed(open(), 100, 100)).toBe(30);
});

test('killed, the next process never passes more than the quota, and forfeits less than a block', async () => {
  expect(await passed(open(), 70, 200)).toBe(70);
  const rest = await passed(open(), 200, 200);
  expect(rest).toBeLessThanOrEqual(130);
  expect(rest).toBeGreaterThan(130 - 64);
});

test('a month that was left is kept exactly', async () => {
  const { counter } = open();
  await counter.charge('org', '2026-03', null);
  await counter.charge('org', '2026-04', null);
  expect(await counter.read('org', '2026-03')).toBe(1);
  expect(await counter.charge('org', '2026-04', null)).toEqual({ used: 2, allowed: true });
});
