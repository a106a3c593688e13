import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { type OrganizationScope, organizationScope } from './scope.ts';

/** The scope of an organization by its id, on its own clock. Undefined when there is no such organization. */
export async function worldScope(
  database: Database,
  clock: Clock,
  organizationId: string,
): Promise<OrganizationScope | undefined> {
  const row = await database.kysely
    .selectFrom('organizations')
    .select('clock_offset_ms')
    .where('id', '=', organizationId)
    .executeTakeFirst();
  return row && organizationScope(database, organizationId, () => clock.now() + row.clock_offset_ms);
}
