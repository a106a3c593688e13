import type { WebhookDelivery } from '@atteny/contract/public';
import { sql } from 'kysely';
import type { Database } from '../../db/database.ts';
import { type Listing, offsetOf, type Page } from '../../db/page.ts';
import { relaxedTransaction } from '../../db/transaction.ts';
import { clockOffset, type OrganizationScope } from '../../organizations/scope.ts';
import { endpointExists } from '../endpoints/status.ts';
import { attemptsOf, deliveryOf } from './delivery.ts';

/** The deliveries of one organization, to read. */
export function deliveryStore(scope: OrganizationScope) {
  const { db, organizationId } = scope;
  const own = (webhookId: string) =>
    db
      .selectFrom('webhook_deliveries')
      .where('organization_id', '=', organizationId)
      .where('webhook_id', '=', webhookId);

  const offset = async () => (await clockOffset(db, organizationId)) ?? 0;

  return {
    /** A page of an endpoint's deliveries (of one status, if given) with every attempt, newest first. Undefined: no such endpoint. */
    async list(
      webhookId: string,
      { status, ...page }: Page & { status?: WebhookDelivery['status'] | undefined },
    ): Promise<Listing<WebhookDelivery> | undefined> {
      if (!(await endpointExists(scope, webhookId))) return undefined;
      const asked = status === undefined ? own(webhookId) : own(webhookId).where('status', '=', status);
      const rows = await asked
        .selectAll()
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(page.limit)
        .offset(offsetOf(page))
        .execute();
      const total = await countDeliveries(scope, { webhookId, status });
      const attempts = await attemptsOf(db, organizationId, rows);
      const offsetMs = await offset();
      const items = rows.map((row) =>
        deliveryOf(
          row,
          attempts.filter((attempt) => attempt.delivery_id === row.id),
          offsetMs,
        ),
      );
      return { items, total };
    },

    clockOffset: offset,
  };
}

interface CountedBy {
  readonly webhookId?: string | undefined;
  readonly status?: WebhookDelivery['status'] | undefined;
}

/** How many deliveries an organization has, of one endpoint and status if given: kept by the database, whatever their number. */
export async function countDeliveries(
  { db, organizationId }: Pick<OrganizationScope, 'db' | 'organizationId'>,
  { webhookId, status }: CountedBy,
): Promise<number> {
  let kept = db
    .selectFrom('webhook_delivery_counts')
    .select(sql<number>`cast(coalesce(sum(deliveries), 0) as bigint)`.as('total'))
    .where('organization_id', '=', organizationId);
  if (webhookId !== undefined) kept = kept.where('webhook_id', '=', webhookId);
  if (status !== undefined) kept = kept.where('status', '=', status);
  const { total } = await kept.executeTakeFirstOrThrow();
  return total;
}

/**
 * Adds what connections counted that are gone to the part that is nobody's, and drops what counts nothing. A connection that
 * comes with the same number meanwhile waits for this, and begins anew.
 */
export async function foldDeliveryCounts(database: Database): Promise<void> {
  await relaxedTransaction(database, async (transaction) => {
    if (database.dialect === 'postgres') {
      await sql`with gone as (
        delete from webhook_delivery_counts
        where part <> 0 and part not in (select pid from pg_stat_activity)
        returning organization_id, webhook_id, status, deliveries
      )
      insert into webhook_delivery_counts as kept (organization_id, webhook_id, status, part, deliveries)
        select organization_id, webhook_id, status, 0, sum(deliveries) from gone
        group by organization_id, webhook_id, status
        on conflict (organization_id, webhook_id, status, part)
          do update set deliveries = kept.deliveries + excluded.deliveries`.execute(transaction);
    }
    await sql`delete from webhook_delivery_counts where deliveries = 0`.execute(transaction);
  });
}
