import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { type Database, type Executor, inFewLengths } from '../../db/database.ts';
import { jointStatement } from '../../db/joint-statement.ts';
import type { Flag } from '../../db/tables.ts';
import { relaxedTransaction } from '../../db/transaction.ts';
import { laneLimits } from './lanes.ts';
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
    const rows =
      database.dialect === 'postgres'
        ? await takenTogether(transaction, requests, lease, now)
        : await takenInTurn(transaction, requests, lease, now);
    return rows.map((row) => claimOf(row, lease));
  });
}

async function takenTogether(
  transaction: Executor,
  requests: readonly ClaimRequest[],
  lease: string,
  now: number,
): Promise<Row[]> {
  const asked = requests.map(({ webhookId: webhook_id, limit: most }) => ({
    webhook_id,
    most,
    now,
    lease,
    lease_ends: now + leaseMs,
  }));
  return (await transaction.executeQuery(takeDue(transaction, asked))).rows;
}

const columns = [
  'organization_id',
  'id',
  'webhook_id',
  'event_id',
  'event',
  'kind',
  'attempts_made',
  'wake_at',
];
const ofDelivery = sql.join(columns.map((name) => sql.ref(name)));
const withEndpoint = sql`select ${sql.join(columns.map((name) => sql.ref(`due.${name}`)))},
    event.body, organization.clock_offset_ms, organization.has_webhooks,
    ${sql.join(endpointColumns.map((name) => sql.ref(`endpoint.${name}`)))}
  from due
  join organizations as organization on organization.id = due.organization_id
  join webhook_endpoints as endpoint
    on endpoint.organization_id = due.organization_id and endpoint.id = due.webhook_id
  join webhook_events as event
    on event.organization_id = due.organization_id and event.id = due.event_id
  order by due.wake_at`;

interface Asked {
  readonly webhook_id: string;
  readonly most: number;
  readonly now: number;
  readonly lease: string;
  readonly lease_ends: number;
}

// As many as an endpoint can have slots. Of a limit that it does not know PostgreSQL expects a tenth of the table, and reads all of
// the table for so many.
const mostOfOne = sql.lit(laneLimits.mostSlots);

const takeDue = jointStatement<Asked, Row>(
  { webhook_id: 'text', most: 'bigint', now: 'bigint', lease: 'text', lease_ends: 'bigint' },
  (asked) => sql`
    with due as (
      select of_one.*, asked.lease, asked.lease_ends from ${asked} cross join lateral (
        select * from (
          select ${ofDelivery} from webhook_deliveries
          where webhook_id = asked.webhook_id and wake_at <= asked.now
          order by wake_at limit asked.most for update skip locked
        ) as of_many limit ${mostOfOne}
      ) as of_one
    ), taken as (
      update webhook_deliveries as delivery set lease = due.lease, wake_at = due.lease_ends from due
      where delivery.organization_id = due.organization_id and delivery.id = due.id
    )
    ${withEndpoint}`,
);

/** SQLite knows no statement that changes rows and reads others. */
async function takenInTurn(
  transaction: Executor,
  requests: readonly ClaimRequest[],
  lease: string,
  now: number,
): Promise<Row[]> {
  const ofEach = requests.map(
    ({ webhookId, limit }) => sql`select * from (
      select ${ofDelivery} from webhook_deliveries
      where webhook_id = ${webhookId} and wake_at <= ${now} order by wake_at limit ${limit}
    ) as due_of_one`,
  );
  const { rows } = await sql<Row>`
    with due as (${sql.join(ofEach, sql` union all `)}) ${withEndpoint}`.execute(transaction);
  if (rows.length === 0) return rows;
  const places = inFewLengths(rows).map(({ organization_id, id }) => sql`(${organization_id}, ${id})`);
  await sql`update webhook_deliveries set lease = ${lease}, wake_at = ${now + leaseMs}
    where (organization_id, id) in (values ${sql.join(places)})`.execute(transaction);
  return rows;
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
