import { sql } from 'kysely';
import type { Executor } from '../../db/database.ts';
import type { DisablingReason, EndpointDisabled } from '../notices.ts';
import type { EndpointHealth } from '@atteny/contract/console';
import { instant } from '../../clock.ts';
import type { OrganizationScope } from '../../organizations/scope.ts';

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
  await waitingDeliveries(transaction, organizationId)
    .set(reason === 'MANUAL' ? { wake_at: null } : givenUp(at))
    .where('webhook_id', '=', webhookId)
    .execute();
}

/** The deliveries of an organization of which no attempt is under way, and another is to come. */
function waitingDeliveries(db: Executor, organizationId: string) {
  return db
    .updateTable('webhook_deliveries')
    .where('organization_id', '=', organizationId)
    .where('status', '=', 'PENDING')
    .where('lease', 'is', null);
}

const givenUp = (at: number) =>
  ({ status: 'FAILED', due_at: null, wake_at: null, completed_at: at }) as const;

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

/**
 * Gives up the deliveries of an endpoint that wait for an attempt, and says how many; one that is under way ends by
 * itself. Undefined: no such endpoint.
 */
export async function cancelWaiting(
  scope: OrganizationScope,
  webhookId: string,
): Promise<number | undefined> {
  const { db, organizationId } = scope;
  if (!(await endpointExists(scope, webhookId))) return undefined;
  const canceled = await waitingDeliveries(db, organizationId)
    .set(givenUp(scope.now()))
    .where('webhook_id', '=', webhookId)
    .executeTakeFirst();
  return Number(canceled.numUpdatedRows);
}

/** Gives up a delivery that waits for an attempt, and says whether it did; one that is under way or over stays as it is. */
export async function cancelDelivery(scope: OrganizationScope, deliveryId: string): Promise<boolean> {
  const canceled = await waitingDeliveries(scope.db, scope.organizationId)
    .set(givenUp(scope.now()))
    .where('id', '=', deliveryId)
    .executeTakeFirst();
  return canceled.numUpdatedRows > 0n;
}

/** Whether the organization has this endpoint. */
export async function endpointExists(
  { db, organizationId }: Pick<OrganizationScope, 'db' | 'organizationId'>,
  webhookId: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('webhook_endpoints')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('id', '=', webhookId)
    .executeTakeFirst();
  return row !== undefined;
}

/** How each endpoint of an organization is doing: when it last received, since when it fails, and what waits for it. */
export async function endpointHealth({ db, organizationId }: OrganizationScope): Promise<EndpointHealth[]> {
  const endpoints = await db
    .selectFrom('webhook_endpoints')
    .select('id')
    .where('organization_id', '=', organizationId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const own = (webhookId: string) =>
    db
      .selectFrom('webhook_deliveries')
      .where('organization_id', '=', organizationId)
      .where('webhook_id', '=', webhookId);
  return await Promise.all(
    endpoints.map(async ({ id }): Promise<EndpointHealth> => {
      const { at: lastSuccess } = await own(id)
        .where('status', '=', 'SUCCEEDED')
        .select((select) => select.fn.max('completed_at').as('at'))
        .executeTakeFirstOrThrow();
      const { at: failing } = await own(id)
        .where('status', '=', 'FAILED')
        .where('completed_at', '>', lastSuccess ?? 0)
        .select((select) => select.fn.min('completed_at').as('at'))
        .executeTakeFirstOrThrow();
      const { waiting } = await own(id)
        .where('wake_at', 'is not', null)
        .select((select) => select.fn.countAll<number>().as('waiting'))
        .executeTakeFirstOrThrow();
      return { webhookId: id, lastSuccessAt: instant(lastSuccess), failingSince: instant(failing), waiting };
    }),
  );
}
