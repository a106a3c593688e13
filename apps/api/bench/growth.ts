import { sql } from 'kysely';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../src/clock.ts';
import { contactStore } from '../src/contacts/store.ts';
import type { Database } from '../src/db/database.ts';
import { openPostgres } from '../src/db/postgres.ts';
import { openSqlite } from '../src/db/sqlite.ts';
import type { OrganizationScope } from '../src/organizations/scope.ts';
import { createOwnPostgres, dialects } from '../src/testing/databases.ts';
import { organizationIn } from '../src/testing/organization.ts';
import { codeOf, digitsOf, fill } from './fill.ts';

const sizes = [1_000, Number(process.env['BENCH_CONTACTS'] ?? 1_000_000)];
const repeats = 41;
async function median(work: () => Promise<unknown>, times = repeats): Promise<number> {
  const taken: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const begun = performance.now();
    await work();
    taken.push(performance.now() - begun);
  }
  return taken.toSorted((a, b) => a - b)[Math.floor(times / 2)] ?? Number.NaN;
}

const few = 3;

async function measured(scope: OrganizationScope, count: number): Promise<Record<string, number>> {
  const contacts = contactStore(scope);
  const page = (number: number) => () => contacts.list({ page: number, limit: 20 });
  const search = (text: string) => () => contacts.search(text, { page: 1, limit: 20 });
  await page(1)();
  return {
    'first page': await median(page(1)),
    'page 50': await median(page(50)),
    'selective search': await median(search(codeOf(Math.floor(count / 2)))),
    'search for a number': await median(search(digitsOf(Math.floor(count / 2)))),
    'a miss': await median(search('xqzw')),
    'page 1,000': await median(page(1_000), few),
    'broad search (10 %)': await median(search('conceicao'), few),
    'one character (10 %)': await median(search('z'), few),
  };
}

async function grown(
  name: string,
  open: () => Promise<{ database: Database; drop: () => unknown }>,
): Promise<void> {
  const { database, drop } = await open();
  const columns: Record<string, Record<string, number>> = {};
  try {
    for (const size of sizes) {
      const scope = await organizationIn(database, systemClock);
      const begun = performance.now();
      await fill(scope, size);
      console.log(`${name}: ${size} contacts in ${Math.round((performance.now() - begun) / 1000)} s`);
      if (database.dialect === 'postgres') await sql`vacuum analyze`.execute(database.kysely);
      else await sql`analyze`.execute(database.kysely);
      columns[size] = await measured(scope, size);
    }
  } finally {
    await database.close();
    await drop();
  }
  const [small = {}, large = {}] = sizes.map((size) => columns[size]);
  console.log(name);
  console.table(
    Object.fromEntries(
      Object.keys(small).map((what) => [
        what,
        {
          [`${sizes[0]} (ms)`]: small[what]?.toFixed(2),
          [`${sizes[1]} (ms)`]: large[what]?.toFixed(2),
          ratio: ((large[what] ?? 0) / (small[what] ?? 1)).toFixed(1),
        },
      ]),
    ),
  );
}

await grown('embedded', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'atteny-growth-'));
  return {
    database: await openSqlite(join(folder, 'atteny.sqlite')),
    drop: () => rmSync(folder, { recursive: true }),
  };
});
if (dialects.includes('postgres')) {
  await grown('PostgreSQL', async () => {
    const own = await createOwnPostgres();
    return { database: await openPostgres(own.url), drop: () => own.drop() };
  });
}
