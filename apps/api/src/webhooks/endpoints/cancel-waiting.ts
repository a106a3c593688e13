import type { OrganizationScope } from '../../organizations/scope.ts';

/**
 * Gives up the deliveries of an endpoint that wait for an attempt, and says how many; one that is under way ends by
 * itself. Undefined: no such endpoint.
 */
export async function cancelWaiting(
  scope: OrganizationScope,
  webhookId: string,
): Promise<number | undefined> {
  const { db, organizationId } = scope;
  const endpoint = await db
    .selectFrom('webhook_endpoints')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('id', '=', webhookId)
    .executeTakeFirst();
  if (endpoint === undefined) return undefined;
  const canceled = await givingUp(scope).where('webhook_id', '=', webhookId).executeTakeFirst();
  return Number(canceled.numUpdatedRows);
}

/** Gives up a delivery that waits for an attempt, and says whether it did; one that is under way or over stays as it is. */
export async function cancelDelivery(scope: OrganizationScope, deliveryId: string): Promise<boolean> {
  const canceled = await givingUp(scope).where('id', '=', deliveryId).executeTakeFirst();
  return canceled.numUpdatedRows > 0n;
}

function givingUp(scope: OrganizationScope) {
  return scope.db
    .updateTable('webhook_deliveries')
    .set({ status: 'FAILED', due_at: null, wake_at: null, completed_at: scope.now() })
    .where('organization_id', '=', scope.organizationId)
    .where('status', '=', 'PENDING')
    .where('lease', 'is', null);
}
