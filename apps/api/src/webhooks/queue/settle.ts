import { sql } from 'kysely';
import { type Database, type Executor, inFewLengths } from '../../db/database.ts';
import { builtOnce } from '../../db/built-once.ts';
import { jointStatement } from '../../db/joint-statement.ts';
import { executeWithNext, relaxedTransaction } from '../../db/transaction.ts';
import type { WebhookAttemptsTable } from '../../db/webhook-tables.ts';
import { delivery as contract } from '@atteny/contract';
import { disableEndpoint, withdrawIfDisabled } from '../endpoints/status.ts';
import type { Claim } from '../deliveries/claim.ts';
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
    const held =
      database.dialect === 'postgres'
        ? await moveTogether(transaction, settlements)
        : await moveInTurn(transaction, settlements);
    if (held.length > 0) await addAttempts(transaction, database.dialect, held);
    return await countOnEndpoints(transaction, held);
  });
}

/**
 * Brings deliveries to where their verdicts say, if they are still under the lease of their claim. @returns those that were
 *
 * Whoever deletes an endpoint begins with its row and goes on to its deliveries. Here the way is the same, or each of the
 * two would wait for the other.
 */
async function moveTogether(transaction: Executor, settlements: Settlement[]): Promise<Settlement[]> {
  const endpoints = new Map(
    settlements.map(({ claim: { delivery } }) => [
      delivery.webhook_id,
      { organization_id: delivery.organization_id, id: delivery.webhook_id },
    ]),
  );
  await executeWithNext(transaction, lockEndpoints(transaction, [...endpoints.values()]));
  const { rows } = await transaction.executeQuery(moveHeld(transaction, settlements.map(moveOf)));
  const held = new Set(rows.map(({ nth }) => nth));
  return settlements.filter((_settlement, place) => held.has(place + 1));
}

const lockEndpoints = jointStatement<Pick<Move, 'organization_id' | 'id'>>(
  { organization_id: 'text', id: 'text' },
  (asked) => sql`
    select asked.nth from ${asked}
    join webhook_endpoints as endpoint on endpoint.organization_id = asked.organization_id and endpoint.id = asked.id
    order by endpoint.id for key share of endpoint`,
);

interface Move {
  readonly organization_id: string;
  readonly id: string;
  readonly lease: string;
  readonly attempts_made: number;
  readonly status: string;
  readonly due_at: number | null;
  readonly completed_at: number | null;
}

function moveOf({ claim, verdict, endedAt }: Settlement): Move {
  const { delivery, clockOffsetMs, lease } = claim;
  const { organization_id, id, attempts_made } = delivery;
  const standing = standingOf(verdict, endedAt + clockOffsetMs);
  return { organization_id, id, lease, attempts_made: attempts_made + 1, ...standing };
}

const moveHeld = jointStatement<Move>(
  {
    organization_id: 'text',
    id: 'text',
    lease: 'text',
    attempts_made: 'bigint',
    status: 'text',
    due_at: 'bigint',
    completed_at: 'bigint',
  },
  (asked) => sql`
    update webhook_deliveries as delivery set lease = null, attempts_made = asked.attempts_made, status = asked.status,
      due_at = asked.due_at, wake_at = asked.due_at, completed_at = asked.completed_at
    from ${asked} where delivery.organization_id = asked.organization_id and delivery.id = asked.id
      and delivery.lease = asked.lease
    returning asked.nth`,
);

/** In two statements: within a process each is cheap. */
async function moveInTurn(transaction: Executor, settlements: Settlement[]): Promise<Settlement[]> {
  const places = inFewLengths(settlements).map(
    ({ claim: { delivery } }) => sql`(${delivery.organization_id}, ${delivery.id})`,
  );
  const { rows } = await sql<{ id: string; lease: string | null }>`
    select id, lease from webhook_deliveries where (organization_id, id) in (values ${sql.join(places)})`.execute(
    transaction,
  );
  const leases = new Map(rows.map(({ id, lease }) => [id, lease]));
  const held = settlements.filter(({ claim }) => leases.get(claim.delivery.id) === claim.lease);
  if (held.length === 0) return held;
  const moves = inFewLengths(held).map((settlement) => {
    const { organization_id, id, attempts_made, status, due_at, completed_at } = moveOf(settlement);
    return sql`(${organization_id}, ${id}, cast(${attempts_made} as integer),
      ${status}, cast(${due_at} as bigint), cast(${completed_at} as bigint))`;
  });
  await sql`update webhook_deliveries set lease = null, attempts_made = column3, status = column4,
      due_at = column5, wake_at = column5, completed_at = column6
    from (values ${sql.join(moves)}) as moved where organization_id = column1 and id = column2`.execute(
    transaction,
  );
  return held;
}

/** On PostgreSQL they travel as JSON: one statement of one text, however many they are. */
async function addAttempts(
  db: Executor,
  dialect: Database['dialect'],
  settlements: Settlement[],
): Promise<void> {
  const rows = settlements.map((settlement) => {
    const { delivery, clockOffsetMs } = settlement.claim;
    const { organization_id: organizationId, id: deliveryId, attempts_made } = delivery;
    return newAttempt({ organizationId, deliveryId, number: attempts_made + 1 }, settlement, clockOffsetMs);
  });
  if (dialect === 'postgres') {
    await executeWithNext(db, insertAttempts({ db, dialect }, { rows: JSON.stringify(rows) }));
    return;
  }
  for (const row of rows) await db.executeQuery(insertAttempt({ db, dialect }, row));
}

const insertAttempts = builtOnce(
  (_db, { rows }: { rows: string }) =>
    sql`insert into webhook_attempts select * from json_populate_recordset(null::webhook_attempts, ${rows})`,
);
const insertAttempt = builtOnce((db, row: WebhookAttemptsTable) =>
  db.insertInto('webhook_attempts').values(row),
);

function standingOf(verdict: Verdict, worldNow: number) {
  if (verdict.kind === 'retry') return { status: 'PENDING', due_at: verdict.dueAt, completed_at: null };
  return {
    status: verdict.kind === 'succeeded' ? 'SUCCEEDED' : 'FAILED',
    due_at: null,
    completed_at: worldNow,
  };
}

/** In their order: a success ends a row of failures, and one failure more may disable the endpoint. */
async function countOnEndpoints(transaction: Executor, settlements: Settlement[]): Promise<Settled[]> {
  const settled: Settled[] = [];
  const succeeding = new Set<string>();
  for (const settlement of settlements) {
    const { claim, verdict, endedAt } = settlement;
    const { webhook_id: webhookId } = claim.delivery;
    let disabled: EndpointDisabled | null = null;
    if (verdict.kind !== 'succeeded' || !succeeding.has(webhookId)) {
      disabled = await countOnEndpoint(transaction, claim, verdict, endedAt + claim.clockOffsetMs);
    }
    if (verdict.kind === 'succeeded') succeeding.add(webhookId);
    else succeeding.delete(webhookId);
    settled.push({ ...settlement, disabled });
  }
  return settled;
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
    const reset = row().set({ consecutive_failures: 0 }).where('consecutive_failures', '>', 0);
    await executeWithNext(transaction, reset);
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
