import { sql } from 'kysely';
import type { SchemaStep } from '../database.ts';

/** Counters that several processes share. With the embedded database they stand elsewhere: see limits/. */
export const limits: SchemaStep = async (db, dialect) => {
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
};
