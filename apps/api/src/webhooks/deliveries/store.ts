import type { WebhookDelivery } from '@atteny/contract/public';
import { type Listing, offsetOf, type Page } from '../../db/page.ts';
import { clockOffset, type OrganizationScope } from '../../organizations/scope.ts';
import { endpointExists } from '../endpoints/status.ts';
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
