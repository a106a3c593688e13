import type { Database } from '../../db/database.ts';
import { withdrawIfDisabled } from '../endpoints/status.ts';
import type { Claim } from './claims.ts';

/** Whether a claimed delivery may be attempted: its endpoint is enabled and its plan has webhooks. */
export function isDeliverable(claim: Claim): boolean {
  return claim.hasWebhooks && claim.endpoint.status === 'ENABLED';
}

/** Gives back a claim that may not be attempted. Without webhooks in the plan it has failed. `now` is real time. */
export async function withdraw(database: Database, claim: Claim, now: number): Promise<void> {
  const { organization_id, id, webhook_id } = claim.delivery;
  const at = now + claim.clockOffsetMs;
  await database.kysely.transaction().execute(async (transaction) => {
    await transaction
      .updateTable('webhook_deliveries')
      .set(
        claim.hasWebhooks
          ? { lease: null }
          : { lease: null, status: 'FAILED', due_at: null, wake_at: null, completed_at: at },
      )
      .where('organization_id', '=', organization_id)
      .where('id', '=', id)
      .where('lease', '=', claim.lease)
      .execute();
    await withdrawIfDisabled(transaction, { organizationId: organization_id, webhookId: webhook_id }, at);
  });
}
