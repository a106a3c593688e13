import type { WebhookDelivery } from '@atteny/contract/public';
import { type Listing, offsetOf, type Page } from '../../db/page.ts';
import type { OrganizationScope } from '../../organizations/scope.ts';
import { countDeliveries } from './counts.ts';
import { attemptsOf, deliveryOf } from './delivery.ts';

/** The deliveries of one organization, to read. */
export function deliveryStore(scope: OrganizationScope) {
  const { db, organizationId } = scope;
  const own = (webhookId: string) =>
    db
      .selectFrom('webhook_deliveries')
      .where('organization_id', '=', organizationId)
      .where('webhook_id', '=', webhookId);

  async function clockOffset(): Promise<number> {
    const row = await db
      .selectFrom('organizations')
      .select('clock_offset_ms')
      .where('id', '=', organizationId)
      .executeTakeFirst();
    return row?.clock_offset_ms ?? 0;
  }

  return {
    /** A page of an endpoint's deliveries (of one status, if given) with every attempt, newest first. Undefined: no such endpoint. */
    async list(
      webhookId: string,
      { status, ...page }: Page & { status?: WebhookDelivery['status'] | undefined },
    ): Promise<Listing<WebhookDelivery> | undefined> {
      const endpoint = await db
        .selectFrom('webhook_endpoints')
        .select('id')
        .where('organization_id', '=', organizationId)
        .where('id', '=', webhookId)
        .executeTakeFirst();
      if (!endpoint) return undefined;
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
      const offset = await clockOffset();
      const items = rows.map((row) =>
        deliveryOf(
          row,
          attempts.filter((attempt) => attempt.delivery_id === row.id),
          offset,
        ),
      );
      return { items, total };
    },

    clockOffset,
  };
}
