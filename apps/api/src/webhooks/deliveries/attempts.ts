import type { Executor } from '../../db/database.ts';
import type { WebhookAttemptsTable } from '../../db/webhook-tables.ts';

/** The attempts of some deliveries of one organization, those of each in their order. */
export async function attemptsOf(
  db: Executor,
  organizationId: string,
  deliveryIds: readonly string[],
): Promise<WebhookAttemptsTable[]> {
  if (deliveryIds.length === 0) return [];
  return await db
    .selectFrom('webhook_attempts')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('delivery_id', 'in', deliveryIds)
    .orderBy('number')
    .execute();
}
