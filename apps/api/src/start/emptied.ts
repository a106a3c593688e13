import type { Clock } from '../clock.ts';
import { seedDemoWorld } from '../sandbox/worlds/demo.ts';
import type { Stores } from './open.ts';

/** Removes every organization with all that is its, and seeds the demo organization anew. */
export async function emptied({ database, counters, keys }: Stores, clock: Clock): Promise<void> {
  const gone = await database.kysely.deleteFrom('organizations').returning('id').execute();
  for (const { id } of gone) await counters.quota.forget(id);
  await seedDemoWorld(database, clock);
  keys.forget();
}
