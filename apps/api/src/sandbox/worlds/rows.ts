import type { Executor } from '../../db/database.ts';
import { organizationStore } from '../../organizations/store.ts';
import type { Clock } from '../../clock.ts';
import type { WorldRows } from './world.ts';

/** All that is shown of a world. Undefined: no such world. */
export async function worldRows(db: Executor, id: string, clock: Clock): Promise<WorldRows | undefined> {
  const world = await db.selectFrom('worlds').selectAll().where('id', '=', id).executeTakeFirst();
  if (!world) return undefined;
  const organization = await organizationStore(db, clock).get(world.organization_id);
  const key = await db.selectFrom('keys').selectAll().where('id', '=', world.key_id).executeTakeFirst();
  if (!organization || !key) return undefined;
  return { world, organization, key, clockOffsetMs: Number(organization.clock_offset_ms) };
}
