import type { Database, Executor } from '../../db/database.ts';
import { relaxedTransaction } from '../../db/transaction.ts';
import { delivery as contract } from '@atteny/contract';
import { disableEndpoint, withdrawIfDisabled } from '../endpoints/status.ts';
import type { Claim } from './claims.ts';
import type { EndpointDisabled } from '../notices.ts';
import type { SentAttempt } from '../deliveries/attempt.ts';
import { newAttempt } from '../deliveries/delivery.ts';
import type { Verdict } from '../deliveries/verdict.ts';

/** One attempt that was made and has to be written down. */
export type Settlement = SentAttempt & { claim: Claim; verdict: Verdict };

/** A settlement that was written, and whether it disabled its endpoint. */
export type Settled = Settlement & { disabled: EndpointDisabled | null };

/**
 * Writes attempts down, in one transaction. An attempt whose lease ran out meanwhile is left out: the delivery
 * belongs to another claim by then. Returns what was written. A power cut may undo it: the attempt is made again then,
 * which at-least-once allows.
 */
export async function settle(database: Database, settlements: Settlement[]): Promise<Settled[]> {
  return await relaxedTransaction(database, async (transaction) => {
    await lockEndpoints(transaction, database.dialect, settlements);
    const written: Settled[] = [];
    for (const settlement of settlements) {
      const one = await settleOne(transaction, settlement);
      if (one) written.push(one);
    }
    return written;
  });
}

/**
 * Whoever deletes an endpoint begins with its row and goes on to its deliveries. Here the way is the same, or each of the
 * two would wait for the other.
 */
async function lockEndpoints(
  transaction: Executor,
  dialect: Database['dialect'],
  settlements: Settlement[],
): Promise<void> {
  if (dialect !== 'postgres') return;
  const ids = new Set(settlements.map(({ claim }) => claim.delivery.webhook_id));
  await transaction
    .selectFrom('webhook_endpoints')
    .select('id')
    .where('organization_id', 'in', [
      ...new Set(settlements.map(({ claim }) => claim.delivery.organization_id)),
    ])
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forKeyShare()
    .execute();
}

async function settleOne(transaction: Executor, settlement: Settlement): Promise<Settled | null> {
  const { claim, verdict, endedAt } = settlement;
  const { organization_id, id } = claim.delivery;
  const worldNow = endedAt + claim.clockOffsetMs;
  const number = claim.delivery.attempts_made + 1;
  const updated = await transaction
    .updateTable('webhook_deliveries')
    .set({ attempts_made: number, lease: null, ...standing(verdict, worldNow) })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .where('lease', '=', claim.lease)
    .executeTakeFirst();
  if (updated.numUpdatedRows === 0n) return null;
  await transaction
    .insertInto('webhook_attempts')
    .values(
      newAttempt(
        { organizationId: organization_id, deliveryId: id, number },
        settlement,
        claim.clockOffsetMs,
      ),
    )
    .execute();
  const disabled = await countOnEndpoint(transaction, claim, verdict, worldNow);
  return { ...settlement, disabled };
}

function standing(verdict: Verdict, worldNow: number) {
  if (verdict.kind === 'retry') {
    return { status: 'PENDING' as const, due_at: verdict.dueAt, wake_at: verdict.dueAt, completed_at: null };
  }
  const status = verdict.kind === 'succeeded' ? ('SUCCEEDED' as const) : ('FAILED' as const);
  return { status, due_at: null, wake_at: null, completed_at: worldNow };
}

async function countOnEndpoint(
  transaction: Executor,
  { delivery: { organization_id, webhook_id } }: Claim,
  verdict: Verdict,
  worldNow: number,
): Promise<EndpointDisabled | null> {
  const endpoint = { organizationId: organization_id, webhookId: webhook_id };
  if (verdict.kind === 'retry') {
    await withdrawIfDisabled(transaction, endpoint, worldNow);
    return null;
  }
  if (verdict.kind === 'gone') {
    return await disableEndpoint(transaction, endpoint, 'GONE', worldNow);
  }
  const row = () =>
    transaction
      .updateTable('webhook_endpoints')
      .where('organization_id', '=', organization_id)
      .where('id', '=', webhook_id);
  if (verdict.kind === 'succeeded') {
    await row().set({ consecutive_failures: 0 }).where('consecutive_failures', '>', 0).execute();
    return null;
  }
  const counted = await row()
    .set((of) => ({ consecutive_failures: of('consecutive_failures', '+', 1) }))
    .returning('consecutive_failures')
    .executeTakeFirst();
  if (counted && counted.consecutive_failures >= contract.disableAfterFailedDeliveries) {
    return await disableEndpoint(transaction, endpoint, 'FAILURES', worldNow);
  }
  return null;
}
