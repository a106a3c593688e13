import type { KeysTable } from '../db/tables.ts';
import type { OrganizationScope } from '../organizations/scope.ts';

/** The keys of an organization that are neither revoked nor expired, oldest first. */
export function activeKeys(scope: OrganizationScope): Promise<KeysTable[]> {
  return scope.db
    .selectFrom('keys')
    .selectAll()
    .where('organization_id', '=', scope.organizationId)
    .where('revoked_at', 'is', null)
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', scope.now())]))
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}
