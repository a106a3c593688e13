import { sql } from 'kysely';
import type { SchemaStep } from '../database.ts';

/** Webhook endpoints, events, deliveries and attempts. */
export const webhooks: SchemaStep = async (db) => {
  const statements = [
    sql`create table webhook_endpoints (
      organization_id text not null references organizations (id) on delete cascade,
      id text not null,
      url text not null,
      description text,
      events text not null,
      status text not null check (status in ('ENABLED', 'DISABLED')),
      disabled_reason text,
      disabled_at bigint,
      consecutive_failures integer not null default 0,
      secret text not null,
      previous_secret text,
      previous_secret_expires_at bigint,
      created_at bigint not null,
      updated_at bigint not null,
      primary key (organization_id, id)
    )`,
    sql`create table webhook_events (
      organization_id text not null references organizations (id) on delete cascade,
      id text not null,
      event text not null,
      body text not null,
      created_at bigint not null,
      primary key (organization_id, id)
    )`,
    sql`create table webhook_deliveries (
      organization_id text not null,
      id text not null,
      webhook_id text not null,
      event_id text not null,
      event text not null,
      kind text not null,
      status text not null check (status in ('PENDING', 'SUCCEEDED', 'FAILED')),
      attempts_made integer not null default 0,
      due_at bigint,
      wake_at bigint,
      lease text,
      created_at bigint not null,
      completed_at bigint,
      primary key (organization_id, id),
      foreign key (organization_id, webhook_id)
        references webhook_endpoints (organization_id, id) on delete cascade,
      foreign key (organization_id, event_id)
        references webhook_events (organization_id, id) on delete cascade
    )`,
    // What waits is few beside what is history: the queue is seen through indexes that hold nothing else.
    sql`create index webhook_deliveries_waiting on webhook_deliveries (webhook_id, wake_at) where wake_at is not null`,
    sql`create index webhook_deliveries_next on webhook_deliveries (wake_at) where wake_at is not null`,
    sql`create index webhook_deliveries_pending on webhook_deliveries (organization_id, due_at) where status = 'PENDING'`,
    sql`create index webhook_deliveries_newest
      on webhook_deliveries (organization_id, webhook_id, created_at desc, id desc)`,
    sql`create index webhook_deliveries_of_event on webhook_deliveries (organization_id, event_id)`,
    sql`create index webhook_deliveries_failed
      on webhook_deliveries (organization_id, webhook_id, completed_at) where status = 'FAILED'`,
    sql`create table webhook_attempts (
      organization_id text not null,
      delivery_id text not null,
      number integer not null,
      started_at bigint not null,
      duration_ms integer not null,
      status_code integer,
      error text,
      response_body text,
      url text,
      request_headers text,
      primary key (organization_id, delivery_id, number),
      foreign key (organization_id, delivery_id)
        references webhook_deliveries (organization_id, id) on delete cascade
    )`,
  ];
  for (const statement of statements) await statement.execute(db);
};
