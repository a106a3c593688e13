import { sql } from 'kysely';
import type { Executor } from '../../db/database.ts';
import type { DisablingReason, EndpointDisabled } from '../notices.ts';

interface Endpoint {
  organizationId: string;
  webhookId: string;
}

/**
 * Disables an endpoint that is enabled; on another it does nothing. What was waiting for it is suspended when a
 * person disabled it, and has failed when the receiver's own behaviour did. `at` is world time.
 * Null when it was disabled already, or is not there.
 */
export async function disableEndpoint(
  transaction: Executor,
  endpoint: Endpoint,
  reason: DisablingReason,
  at: number,
): Promise<EndpointDisabled | null> {
  const disabled = await transaction
    .updateTable('webhook_endpoints')
    .set({ status: 'DISABLED', disabled_reason: reason, disabled_at: at, updated_at: at })
    .where('organization_id', '=', endpoint.organizationId)
    .where('id', '=', endpoint.webhookId)
    .where('status', '=', 'ENABLED')
    .executeTakeFirst();
  if (disabled.numUpdatedRows === 0n) return null;
  await withdrawWaiting(transaction, endpoint, reason, at);
  return { ...endpoint, reason, at };
}

/** For a delivery that comes back to the queue: its endpoint may have been disabled while it was away. */
export async function withdrawIfDisabled(
  transaction: Executor,
  endpoint: Endpoint,
  at: number,
): Promise<void> {
  const row = await transaction
    .selectFrom('webhook_endpoints')
    .select('disabled_reason')
    .where('organization_id', '=', endpoint.organizationId)
    .where('id', '=', endpoint.webhookId)
    .where('status', '=', 'DISABLED')
    .executeTakeFirst();
  if (row) await withdrawWaiting(transaction, endpoint, row.disabled_reason ?? 'MANUAL', at);
}

/** Takes what waits for a disabled endpoint out of the queue; what is under way decides when it ends. */
async function withdrawWaiting(
  transaction: Executor,
  { organizationId, webhookId }: Endpoint,
  reason: DisablingReason,
  at: number,
): Promise<void> {
  await transaction
    .updateTable('webhook_deliveries')
    .set(
      reason === 'MANUAL'
        ? { wake_at: null }
        : { status: 'FAILED', due_at: null, wake_at: null, completed_at: at },
    )
    .where('organization_id', '=', organizationId)
    .where('webhook_id', '=', webhookId)
    .where('status', '=', 'PENDING')
    .where('lease', 'is', null)
    .execute();
}

/** Enables an endpoint with a fresh count, and resumes what was suspended. `at` is world time, `now` real time. */
export async function enableEndpoint(
  transaction: Executor,
  { organizationId, webhookId }: Endpoint,
  at: number,
  now: number,
): Promise<void> {
  await transaction
    .updateTable('webhook_endpoints')
    .set({
      status: 'ENABLED',
      disabled_reason: null,
      disabled_at: null,
      consecutive_failures: 0,
      updated_at: at,
    })
    .where('organization_id', '=', organizationId)
    .where('id', '=', webhookId)
    .execute();
  await transaction
    .updateTable('webhook_deliveries')
    .set({ wake_at: sql`case when due_at > ${now} then due_at else ${now} end` })
    .where('organization_id', '=', organizationId)
    .where('webhook_id', '=', webhookId)
    .where('status', '=', 'PENDING')
    .where('wake_at', 'is', null)
    .execute();
}
