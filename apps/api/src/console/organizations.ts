import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { ConsoleHandlers } from '../handler.ts';
import { failure } from '../failures.ts';
import type { KeyDirectory } from '../keys/directory.ts';
import { organizationStore, slugOf, slugWithEnding } from '../organizations/store.ts';
import { consoleOrganizationOf } from './rows.ts';

export interface OrganizationHandlerDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly keys: KeyDirectory;
}

type Operations = 'listOrganizations' | 'createOrganization' | 'getOrganization' | 'updateOrganization';

export function organizationHandlers(deps: OrganizationHandlerDependencies): ConsoleHandlers<Operations> {
  const organizations = organizationStore(deps.database.kysely, deps.clock);
  return {
    async listOrganizations({ query: { page, limit } }) {
      const { items, total } = await organizations.list({ page, limit });
      const data = items.map(consoleOrganizationOf);
      return { status: 200, body: { success: true, data, meta: { total, page, limit } } };
    },

    async createOrganization({ body: { name, slug, plan } }) {
      const { monthlyQuota, requestsPerMinute: rateLimit = null } = plan;
      const wanted = { name, plan, rateLimit, monthlyQuota };
      const made = slugOf(name);
      const row =
        (await organizations.create({ ...wanted, slug: slug ?? made })) ??
        (slug === undefined && (await organizations.create({ ...wanted, slug: slugWithEnding(made) })));
      if (!row) return failure('slugTaken');
      return { status: 201, body: { success: true, data: consoleOrganizationOf(row) } };
    },

    async getOrganization({ params: { organizationId } }) {
      const row = await organizations.get(organizationId);
      if (row === undefined) return failure('notFound');
      return { status: 200, body: { success: true, data: consoleOrganizationOf(row) } };
    },

    async updateOrganization({ params: { organizationId }, body }) {
      const row = await organizations.update(organizationId, body);
      if (row === undefined) return failure('notFound');
      deps.keys.forget();
      return { status: 200, body: { success: true, data: consoleOrganizationOf(row) } };
    },
  };
}
