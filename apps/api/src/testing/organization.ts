import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { newId } from '../ids.ts';
import { organizationScope, type OrganizationScope } from '../organizations/scope.ts';
import { type NewOrganization, organizationStore } from '../organizations/store.ts';

/** The scope of a new organization of a test. */
export async function organizationIn(
  database: Database,
  clock: Clock,
  options: Partial<Omit<NewOrganization, 'slug'>> = {},
): Promise<OrganizationScope> {
  const organization = await organizationStore(database.kysely, clock).create({
    name: 'Mercearia',
    slug: newId('org').toLowerCase().replace('_', '-'),
    plan: { name: 'Business', hasAPI: true, hasWebhooks: true },
    rateLimit: 100_000,
    monthlyQuota: null,
    ...options,
  });
  if (organization === undefined) throw new Error('A slug came twice.');
  return organizationScope(database, organization.id, () => clock.now());
}
