import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Database, SchemaStep } from './database.ts';
import { core } from './migrations/001-core.ts';
import { search } from './migrations/002-search.ts';
import { webhooks } from './migrations/004-webhooks.ts';
import { sandbox } from './migrations/005-sandbox.ts';
import { consoleSchema } from './migrations/006-console.ts';
import { deliveryCounts } from './migrations/010-delivery-counts.ts';
import { contactRanges } from './migrations/012-contact-ranges.ts';

/** By their numbers; a step that is a statement or two stands here itself. None is edited once released. */
const steps: Record<string, SchemaStep> = {
  '001-core': core,
  '002-search': search,
  // Counters that several processes share. With the embedded database they stand elsewhere: see limits/.
  '003-limits': async (db, dialect) => {
    if (dialect === 'sqlite') return;
    // Counters of a minute need not survive the database server: unlogged.
    await sql`create unlogged table rate_windows (
    key_id text not null,
    minute bigint not null,
    used integer not null,
    primary key (key_id, minute)
  ) with (fillfactor = 50)`.execute(db);
    await sql`create table quota_usage (
    organization_id text not null,
    month text not null,
    used bigint not null,
    primary key (organization_id, month)
  ) with (fillfactor = 50)`.execute(db);
  },
  '004-webhooks': webhooks,
  '005-sandbox': sandbox,
  '006-console': consoleSchema,
  // What a plan of faults did to an attempt, as JSON: for the journal of a sandbox.
  '007-faults': async (db) => {
    await sql`alter table webhook_attempts add column fault text`.execute(db);
  },
  // What is over long enough to go is found without reading the rest.
  '008-history': async (db) => {
    await sql`create index webhook_deliveries_completed
    on webhook_deliveries (completed_at) where completed_at is not null`.execute(db);
  },
  // A request of a journal is found by its id, whichever world it is of.
  '009-requests': async (db) => {
    await sql`alter table journal_requests add column request_id text`.execute(db);
    await sql`create index journal_requests_by_id on journal_requests (request_id)`.execute(db);
  },
  '010-delivery-counts': deliveryCounts,
  // Where a receiver redirected an attempt.
  '011-redirects': async (db) => {
    await sql`alter table webhook_attempts add column redirect_location text`.execute(db);
  },
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
