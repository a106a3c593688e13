import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Database, SchemaStep } from './database.ts';
import { core } from './migrations/001-core.ts';
import { search } from './migrations/002-search.ts';
import { limits } from './migrations/003-limits.ts';
import { webhooks } from './migrations/004-webhooks.ts';
import { sandbox } from './migrations/005-sandbox.ts';
import { consoleSchema } from './migrations/006-console.ts';
import { faults } from './migrations/007-faults.ts';
import { history } from './migrations/008-history.ts';
import { requests } from './migrations/009-requests.ts';
import { deliveryCounts } from './migrations/010-delivery-counts.ts';
import { redirects } from './migrations/011-redirects.ts';
import { contactRanges } from './migrations/012-contact-ranges.ts';

const steps: Record<string, SchemaStep> = {
  '001-core': core,
  '002-search': search,
  '003-limits': limits,
  '004-webhooks': webhooks,
  '005-sandbox': sandbox,
  '006-console': consoleSchema,
  '007-faults': faults,
  '008-history': history,
  '009-requests': requests,
  '010-delivery-counts': deliveryCounts,
  '011-redirects': redirects,
  '012-contact-ranges': contactRanges,
};

type Migrating = Pick<Database, 'dialect' | 'kysely'>;

/**
 * Brings the schema up to date; of several processes one does it and the others wait. What a newer version has done to it
 * already stays: a step only adds, so that both versions can serve beside each other.
 */
export async function migrate(database: Migrating): Promise<void> {
  const migrations: Record<string, Migration> = {};
  for (const name of await stepsOfNewerVersions(database)) migrations[name] = { up: async () => {} };
  for (const [name, step] of Object.entries(steps)) {
    migrations[name] = { up: (db) => step(db as Kysely<never>, database.dialect) };
  }
  const migrator = new Migrator({
    db: database.kysely,
    provider: { getMigrations: async () => migrations },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw new Error('The schema could not be brought up to date.', { cause: error });
}

async function stepsOfNewerVersions({ dialect, kysely }: Migrating): Promise<string[]> {
  const found =
    dialect === 'postgres'
      ? sql`select to_regclass('kysely_migration') as name where to_regclass('kysely_migration') is not null`
      : sql`select name from sqlite_master where name = 'kysely_migration'`;
  if ((await found.execute(kysely)).rows.length === 0) return [];
  const newest = Object.keys(steps).at(-1);
  const later = sql<{ name: string }>`select name from kysely_migration where name > ${newest}`;
  return (await later.execute(kysely)).rows.map(({ name }) => name);
}
