import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { type Database, type Executor, inFewLengths } from '../../db/database.ts';
import type { Flag } from '../../db/tables.ts';
import { executeWithNext, relaxedTransaction } from '../../db/transaction.ts';
import { type Claim, type ClaimedEndpoint, endpointColumns, leaseMs } from '../deliveries/claim.ts';

export interface ClaimRequest {
  webhookId: string;
  limit: number;
}

type Row = Claim['delivery'] &
  ClaimedEndpoint & {
    wake_at: number;
    body: string;
    clock_offset_ms: number;
    has_webhooks: Flag;
  };

/**
 * Takes up to `limit` due deliveries of each endpoint under a lease. Rows that another process is taking at this
 * moment are passed over; rows whose lease ran out are due again.
 */
export async function claimDue(
  database: Database,
  requests: readonly ClaimRequest[],
  now: number,
): Promise<Claim[]> {
  const lease = randomUUID();
  return await relaxedTransaction(database, async (transaction) => {
    const rows = await dueOf(transaction, database.dialect, requests, now);
    if (rows.length > 0) await executeWithNext(transaction, leased(rows, lease, now));
    return rows.map((row) => claimOf(row, lease));
  });
}

async function dueOf(
  transaction: Executor,
  dialect: Database['dialect'],
  requests: readonly ClaimRequest[],
  now: number,
): Promise<Row[]> {
  const passOver = dialect === 'postgres' ? sql`for update skip locked` : sql``;
  const ofEach = requests.map(
    ({ webhookId, limit }) => sql`select * from (
      select organization_id, id, webhook_id, event_id, event, kind, attempts_made, wake_at
      from webhook_deliveries
      where webhook_id = ${webhookId} and wake_at <= ${now} order by wake_at limit ${limit} ${passOver}
    ) as due_of_one`,
  );
  const { rows } = await sql<Row>`
    with due as (${sql.join(ofEach, sql` union all `)})
    select due.*, event.body, organization.clock_offset_ms, organization.has_webhooks,
      ${sql.join(endpointColumns.map((name) => sql.ref(`endpoint.${name}`)))}
    from due
    join organizations as organization on organization.id = due.organization_id
    join webhook_endpoints as endpoint
      on endpoint.organization_id = due.organization_id and endpoint.id = due.webhook_id
    join webhook_events as event
      on event.organization_id = due.organization_id and event.id = due.event_id
    order by due.wake_at`.execute(transaction);
  return rows;
}

function leased(rows: readonly Row[], lease: string, now: number) {
  const places = inFewLengths(rows).map(({ organization_id, id }) => sql`(${organization_id}, ${id})`);
  return sql`update webhook_deliveries set lease = ${lease}, wake_at = ${now + leaseMs}
    where (organization_id, id) in (values ${sql.join(places)})`;
}

function claimOf(row: Row, lease: string): Claim {
  const { organization_id, id, webhook_id, event_id, event, kind, attempts_made, ...others } = row;
  const { wake_at: _due, body, clock_offset_ms, has_webhooks, ...endpoint } = others;
  return {
    lease,
    delivery: { organization_id, id, webhook_id, event_id, event, kind, attempts_made },
    endpoint: { organization_id, id: webhook_id, ...endpoint },
    body,
    clockOffsetMs: clock_offset_ms,
    hasWebhooks: has_webhooks === 1,
  };
}
