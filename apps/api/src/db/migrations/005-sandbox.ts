import { sql } from 'kysely';
import type { SchemaStep } from '../database.ts';

/** Worlds of a sandbox and the journal of their requests; empty in production. */
export const sandbox: SchemaStep = async (db, dialect) => {
  const sequence =
    dialect === 'sqlite'
      ? sql`integer primary key autoincrement`
      : sql`bigint generated always as identity primary key`;
  const statements = [
    sql`create table worlds (
      id text primary key,
      organization_id text not null unique references organizations (id) on delete cascade,
      key_id text not null,
      seed text not null,
      origin text not null,
      start_at bigint,
      created_at bigint not null
    )`,
    sql`create index worlds_newest on worlds (created_at desc, id desc)`,
    sql`create table journal_requests (
      seq ${sequence},
      organization_id text not null references organizations (id) on delete cascade,
      at bigint not null,
      operation_id text not null,
      status integer not null,
      entry text not null
    )`,
    sql`create index journal_requests_newest on journal_requests (organization_id, seq desc)`,
  ];
  for (const statement of statements) await statement.execute(db);
};
