import { sql } from 'kysely';
import type { SchemaStep } from '../database.ts';

/**
 * Organizations, keys, contacts, conversations, messages, idempotency.
 * Foreign keys carry the organization, so that a row cannot refer to another organization's.
 */
export const core: SchemaStep = async (db, dialect) => {
  const sequence =
    dialect === 'sqlite'
      ? sql`integer primary key autoincrement`
      : sql`bigint generated always as identity unique`;
  const statements = [
    sql`create table organizations (
      id text primary key,
      name text not null,
      slug text not null unique,
      plan_name text not null,
      has_api integer not null,
      has_webhooks integer not null,
      rate_limit integer,
      monthly_quota bigint,
      clock_offset_ms bigint not null default 0,
      contact_total bigint not null default 0,
      created_at bigint not null
    )`,
    sql`create table keys (
      id text primary key,
      organization_id text not null references organizations (id) on delete cascade,
      name text not null,
      prefix text not null,
      digest text not null unique,
      scopes text not null,
      rate_limit integer,
      created_at bigint not null,
      expires_at bigint,
      revoked_at bigint
    )`,
    sql`create index keys_of_organization on keys (organization_id, created_at, id)`,
    sql`create table contacts (
      seq ${sequence},
      organization_id text not null references organizations (id) on delete cascade,
      id text not null,
      phone_number text not null,
      name text,
      search_text text not null,
      created_at bigint not null,
      updated_at bigint not null,
      unique (organization_id, id),
      unique (organization_id, phone_number)
    )`,
    sql`create index contacts_newest on contacts (organization_id, created_at desc, id desc)`,
    sql`create table conversations (
      organization_id text not null references organizations (id) on delete cascade,
      id text not null,
      contact_id text not null,
      status text not null check (status in ('OPEN', 'PENDING', 'CLOSED')),
      message_total bigint not null default 0,
      last_message_id text,
      last_message_at bigint not null,
      created_at bigint not null,
      updated_at bigint not null,
      primary key (organization_id, id),
      unique (organization_id, contact_id),
      foreign key (organization_id, contact_id) references contacts (organization_id, id) on delete cascade
    )`,
    sql`create index conversations_latest on conversations (organization_id, last_message_at desc, id desc)`,
    sql`create index conversations_latest_by_status
      on conversations (organization_id, status, last_message_at desc, id desc)`,
    sql`create table conversation_totals (
      organization_id text not null references organizations (id) on delete cascade,
      status text not null,
      total bigint not null,
      primary key (organization_id, status)
    )`,
    sql`create table messages (
      organization_id text not null,
      id text not null,
      conversation_id text not null,
      direction text not null,
      type text not null,
      content text not null,
      media_url text,
      media_type text,
      created_at bigint not null,
      primary key (organization_id, id),
      foreign key (organization_id, conversation_id)
        references conversations (organization_id, id) on delete cascade
    )`,
    sql`create index messages_newest on messages (organization_id, conversation_id, created_at desc, id desc)`,
    sql`create table idempotency (
      organization_id text not null references organizations (id) on delete cascade,
      idempotency_key text not null,
      fingerprint text not null,
      status integer not null,
      body text not null,
      created_at bigint not null,
      primary key (organization_id, idempotency_key)
    )`,
    sql`create index idempotency_oldest on idempotency (organization_id, created_at)`,
  ];
  for (const statement of statements) await statement.execute(db);
};
