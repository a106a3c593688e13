import { sql } from 'kysely';
import type { SchemaStep } from '../database.ts';

/** Who is in the dashboard, who changed what, and what was used day by day. */
export const consoleSchema: SchemaStep = async (db) => {
  const statements = [
    sql`alter table keys add column last_used_at bigint`,
    sql`alter table keys add column rolled_from text`,
    sql`create table console_sessions (
      id text primary key,
      digest text not null unique,
      kind text not null,
      role text not null,
      organization_id text references organizations (id) on delete cascade,
      user_agent text,
      created_at bigint not null,
      last_seen_at bigint not null,
      expires_at bigint not null,
      revoked_at bigint
    )`,
    sql`create index console_sessions_newest on console_sessions (created_at desc, id desc)`,
    sql`create table sign_in_codes (
      digest text primary key,
      kind text not null,
      role text not null,
      organization_id text references organizations (id) on delete cascade,
      expires_at bigint not null
    )`,
    sql`create table audit_entries (
      organization_id text not null references organizations (id) on delete cascade,
      id text not null,
      at bigint not null,
      operation_id text not null,
      actor_kind text not null,
      actor_id text,
      target_id text,
      target_name text,
      request_id text not null,
      primary key (organization_id, id)
    )`,
    sql`create index audit_entries_newest on audit_entries (organization_id, at desc, id desc)`,
    sql`create table usage_days (
      organization_id text not null references organizations (id) on delete cascade,
      date text not null,
      successes bigint not null default 0,
      client_errors bigint not null default 0,
      rate_limited bigint not null default 0,
      server_errors bigint not null default 0,
      primary key (organization_id, date)
    )`,
    // A list over all endpoints, and what an endpoint last received, are found without reading the rest.
    sql`create index webhook_deliveries_of_organization
      on webhook_deliveries (organization_id, created_at desc, id desc)`,
    sql`create index webhook_deliveries_failed_of_organization
      on webhook_deliveries (organization_id, created_at desc, id desc) where status = 'FAILED'`,
    sql`create index webhook_deliveries_succeeded
      on webhook_deliveries (organization_id, webhook_id, completed_at) where status = 'SUCCEEDED'`,
  ];
  for (const statement of statements) await statement.execute(db);
};
