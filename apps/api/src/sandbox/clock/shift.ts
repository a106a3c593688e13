import { sql } from 'kysely';
import type { Database } from '../../db/database.ts';

/**
 * Puts a world's clock forward by `step` milliseconds. What waits is kept in real time, so that it moves back by as
 * much; what is under way is real already. Returns the new offset.
 */
export async function putForward(
  { kysely }: Database,
  organizationId: string,
  step: number,
): Promise<number> {
  return await kysely.transaction().execute(async (transaction) => {
    await sql`update webhook_deliveries set due_at = due_at - ${step}, wake_at = wake_at - ${step}
      where organization_id = ${organizationId} and status = 'PENDING' and lease is null`.execute(
      transaction,
    );
    const { clock_offset_ms } = await transaction
      .updateTable('organizations')
      .set((of) => ({ clock_offset_ms: of('clock_offset_ms', '+', step) }))
      .where('id', '=', organizationId)
      .returning('clock_offset_ms')
      .executeTakeFirstOrThrow();
    return clock_offset_ms;
  });
}

/** When the next delivery of a world is due, real time; null when none waits. */
export async function nextDue({ kysely }: Database, organizationId: string): Promise<number | null> {
  const row = await kysely
    .selectFrom('webhook_deliveries')
    .select('wake_at')
    .where('organization_id', '=', organizationId)
    .where('status', '=', 'PENDING')
    .where('wake_at', 'is not', null)
    .orderBy('wake_at')
    .limit(1)
    .executeTakeFirst();
  return row?.wake_at ?? null;
}
