import type { World } from '@atteny/contract/console';
import type { Clock } from '../../clock.ts';
import type { Database, Executor } from '../../db/database.ts';
import { inTransaction } from '../../db/transaction.ts';
import { seedOrganization } from '../../demo/seed.ts';
import { lockOrganization, scopeInside } from '../../organizations/scope.ts';
import { organizationStore } from '../../organizations/store.ts';
import type { SecretBox } from '../../webhooks/secrets/secret-box.ts';
import { startOffset, worldOf, type WorldOrigin, worldRows, type WorldRows } from './world.ts';

/** What an organization holds besides itself and its keys; the rest goes with these. */
const emptiedTables = [
  'webhook_endpoints',
  'webhook_events',
  'contacts',
  'conversation_totals',
  'idempotency',
  'journal_requests',
] as const;

/** Takes a world back to how it was born: same organization and key; name, plan, data and clock of the beginning. */
export async function resetWorld(
  database: Database,
  { world }: WorldRows,
  clock: Clock,
  box: SecretBox,
): Promise<World> {
  const organizationId = world.organization_id;
  return await inTransaction(database, async (transaction) => {
    const inside = scopeInside(transaction, database.dialect, organizationId, () => clock.now());
    // What is being written in the world comes before this, what comes after it finds the new world.
    await lockOrganization(inside);
    await empty(transaction, organizationId, world.key_id);
    const now = clock.now();
    const clockOffsetMs = startOffset(world.start_at, now);
    await organizationStore(transaction, clock).update(
      organizationId,
      JSON.parse(world.origin) as WorldOrigin,
    );
    await transaction
      .updateTable('organizations')
      .set({ clock_offset_ms: clockOffsetMs, contact_total: 0 })
      .where('id', '=', organizationId)
      .execute();
    await transaction
      .updateTable('keys')
      .set({ revoked_at: null, expires_at: null })
      .where('id', '=', world.key_id)
      .execute();
    if (world.seed === 'DEMO') {
      const seeded = scopeInside(transaction, database.dialect, organizationId, () => now + clockOffsetMs);
      await seedOrganization(seeded, { box, clock });
    }
    const rows = await worldRows(transaction, world.id, clock);
    if (!rows) throw new Error('the world is gone');
    return worldOf(rows, now);
  });
}

async function empty(db: Executor, organizationId: string, keyId: string): Promise<void> {
  for (const table of emptiedTables) {
    await db.deleteFrom(table).where('organization_id', '=', organizationId).execute();
  }
  const otherKeys = db
    .deleteFrom('keys')
    .where('organization_id', '=', organizationId)
    .where('id', '!=', keyId);
  await otherKeys.execute();
}
