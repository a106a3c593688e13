/**
 * What a request costs in an organization with a thousand contacts while it has the database to itself, then beside one with a
 * million (`BENCH_CONTACTS`), and in that one; one request at a time: medians in milliseconds.
 */
import { sql } from 'kysely';
import { join } from 'node:path';
import { newOrganization } from '../prove/console.ts';
import { startServer } from '../prove/server-process.ts';
import { databases } from '../prove/stores.ts';
import { systemClock } from '../src/clock.ts';
import type { Database } from '../src/db/database.ts';
import { openPostgres } from '../src/db/postgres/postgres.ts';
import { openSqlite } from '../src/db/sqlite.ts';
import { organizationScope } from '../src/organizations/scope.ts';
import { codeOf, digitsOf, fill } from './fill.ts';
import { load } from '@atteny/local-servers/load';
import { headOf, production } from './production.ts';

const small = 1_000;
const large = Number(process.env['BENCH_CONTACTS'] ?? 1_000_000);
const seconds = 1;

/** What names a server's database. */
type Environment = Readonly<Record<string, string>>;

function openNamed({ DATABASE_URL: url, ATTENY_DATA_FOLDER: folder = '' }: Environment): Promise<Database> {
  return url === undefined ? openSqlite(join(folder, 'atteny.sqlite')) : openPostgres(url);
}

interface Filled {
  readonly id: string;
  readonly key: string;
  readonly size: number;
}

const requests: Record<string, (size: number) => string> = {
  'first page': () => 'limit=20',
  'page 50': () => 'limit=20&page=50',
  'selective search': (size) => `search=${codeOf(Math.floor(size / 2))}`,
  'search for a number': (size) => `search=${digitsOf(Math.floor(size / 2))}`,
  'a miss': () => 'search=xqzw',
  'page 1,000': () => 'limit=20&page=1000',
  'broad search (10 %)': () => 'search=conceicao',
  'one character (10 %)': () => 'search=z',
};

async function organizations(environment: Environment): Promise<Filled[]> {
  const server = await startServer({ ...production, ...environment });
  const made: Filled[] = [];
  for (const size of [small, large]) made.push({ ...(await newOrganization(server)), size });
  await server.stop();
  return made;
}

async function filled(name: string, environment: Environment, all: readonly Filled[]): Promise<void> {
  const database = await openNamed(environment);
  for (const { id, size } of all) {
    const begun = performance.now();
    await fill(
      organizationScope(database, id, () => systemClock.now()),
      size,
    );
    console.log(`${name}: ${size} contacts in ${Math.round((performance.now() - begun) / 1000)} s`);
  }
  await (database.dialect === 'postgres' ? sql`vacuum analyze` : sql`analyze`).execute(database.kysely);
  await database.close();
}

async function measure(name: string, environment: Environment): Promise<void> {
  const all = await organizations(environment);
  const [few, many] = all as [Filled, Filled];
  await filled(name, environment, [few]);
  const alone = await medians(environment, [few]);
  await filled(name, environment, [many]);
  const rows: Record<string, Record<string, string>> = {};
  for (const [what, [ofFew = 0, ofMany = 0]] of await medians(environment, all)) {
    const [before = 0] = alone.get(what) ?? [];
    rows[what] = {
      [`${small} alone`]: before.toFixed(2),
      beside: ofFew.toFixed(2),
      ratio: (ofFew / before).toFixed(1),
      [`in ${large}`]: ofMany.toFixed(2),
      'ratio ': (ofMany / ofFew).toFixed(1),
    };
  }
  console.log(name);
  console.table(rows);
}

/** Of each request, in each of these organizations in turn. */
async function medians(
  environment: Environment,
  all: readonly Filled[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const server = await startServer({ ...production, ...environment });
  const port = Number(new URL(server.origin).port);
  const median = async (key: string, query: string) => {
    const { p50, failures } = await load({
      port,
      head: headOf(key, `/contacts?${query}`),
      seconds,
      connections: 1,
    });
    if (failures > 0) throw new Error(`${query}: ${failures} replies were not 200.`);
    return p50;
  };
  for (const { key } of all) await median(key, 'limit=20');
  const found = new Map<string, number[]>();
  for (const [what, query] of Object.entries(requests)) {
    const ofEach: number[] = [];
    for (const { key, size } of all) ofEach.push(await median(key, query(size)));
    found.set(what, ofEach);
  }
  await server.stop();
  return found;
}

for (const { name, open } of databases) {
  const { environment, drop } = await open();
  try {
    await measure(name, environment);
  } finally {
    await drop();
  }
}
