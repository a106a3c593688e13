import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database, Executor } from '../../db/database.ts';
import { relaxedTransaction } from '../../db/transaction.ts';
import type { WebhookDeliveriesTable, WebhookEndpointsTable } from '../../db/webhook-tables.ts';

/** How long a claimed delivery is its worker's alone: an attempt at its longest, and time to write it down. */
export const leaseMs = 30_000;

/** One delivery that this process is to attempt now, with what it takes. */
export interface Claim {
  lease: string;
  delivery: Pick<
    WebhookDeliveriesTable,
    'organization_id' | 'id' | 'webhook_id' | 'event_id' | 'event' | 'kind' | 'attempts_made'
  >;
  endpoint: WebhookEndpointsTable;
  body: string;
  /** World time minus real time, in milliseconds. */
  clockOffsetMs: number;
  /** The plan may have lost its webhooks since the event. */
  hasWebhooks: boolean;
}

export interface ClaimRequest {
  webhookId: string;
  limit: number;
}

/**
 * Takes up to `limit` due deliveries of each endpoint under a lease. Rows that another process is taking at this
 * moment are passed over; rows whose lease ran out are due again.
 */
export async function claimDue(database: Database, requests: ClaimRequest[], now: number): Promise<Claim[]> {
  return await relaxedTransaction(database, async (transaction) => {
    const claims: Claim[] = [];
    for (const request of requests) {
      claims.push(...(await claimOf(transaction, database.dialect, request, now)));
    }
    return claims;
  });
}

async function claimOf(
  transaction: Executor,
  dialect: Database['dialect'],
  { webhookId, limit }: ClaimRequest,
  now: number,
): Promise<Claim[]> {
  const lease = randomUUID();
  const passOver = dialect === 'postgres' ? sql`for update skip locked` : sql``;
  const { rows: deliveries } = await sql<Claim['delivery']>`
    update webhook_deliveries set lease = ${lease}, wake_at = ${now + leaseMs}
    where (organization_id, id) in (
      select organization_id, id from webhook_deliveries
      where webhook_id = ${webhookId} and wake_at <= ${now}
      order by wake_at limit ${limit} ${passOver}
    )
    returning organization_id, id, webhook_id, event_id, event, kind, attempts_made`.execute(transaction);
  const organizationId = deliveries[0]?.organization_id;
  if (organizationId === undefined) return [];

  const { has_webhooks, clock_offset_ms, ...endpoint } = await transaction
    .selectFrom('webhook_endpoints as endpoint')
    .innerJoin('organizations as organization', 'organization.id', 'endpoint.organization_id')
    .selectAll('endpoint')
    .select(['organization.has_webhooks', 'organization.clock_offset_ms'])
    .where('endpoint.organization_id', '=', organizationId)
    .where('endpoint.id', '=', webhookId)
    .executeTakeFirstOrThrow();
  const events = await transaction
    .selectFrom('webhook_events')
    .select(['id', 'body'])
    .where('organization_id', '=', organizationId)
    .where(
      'id',
      'in',
      deliveries.map((delivery) => delivery.event_id),
    )
    .execute();
  const bodies = new Map(events.map((event) => [event.id, event.body]));
  return deliveries.map((delivery) => ({
    lease,
    delivery,
    endpoint,
    body: bodies.get(delivery.event_id) ?? '',
    clockOffsetMs: clock_offset_ms,
    hasWebhooks: has_webhooks === 1,
  }));
}
