import { limits } from '@atteny/contract';
import type { components } from '@atteny/contract/console';
import { type Clock, instant } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { OrganizationsTable } from '../db/tables.ts';
import type { ConsoleHandlers } from '../operation-handler.ts';
import { failure } from '../failures.ts';
import { newId } from '../ids.ts';
import type { KeyDirectory } from '../keys/directory.ts';
import { organizationScope, worldScope } from '../organizations/scope.ts';
import { organizationStore, planOf, slugOf, slugWithEnding } from '../organizations/store.ts';

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

    async createOrganization({ body: { name, slug, plan }, recorded }) {
      const { monthlyQuota, requestsPerMinute: rateLimit = null } = plan;
      const wanted = { name, plan, rateLimit, monthlyQuota };
      const made = slugOf(name);
      const id = newId('org');
      const scope = organizationScope(deps.database, id, () => deps.clock.now());
      const row = await recorded(
        scope,
        async ({ db }) => {
          const inside = organizationStore(db, deps.clock);
          const created = await inside.create({ ...wanted, slug: slug ?? made }, id);
          if (created !== undefined || slug !== undefined) return created;
          return await inside.create({ ...wanted, slug: slugWithEnding(made) }, id);
        },
        (created) => created,
      );
      if (!row) return failure('slugTaken');
      return { status: 201, body: { success: true, data: consoleOrganizationOf(row) } };
    },

    async getOrganization({ params: { organizationId } }) {
      const row = await organizations.get(organizationId);
      if (row === undefined) return failure('notFound');
      return { status: 200, body: { success: true, data: consoleOrganizationOf(row) } };
    },

    async updateOrganization({ params: { organizationId }, body, recorded }) {
      const scope = await worldScope(deps.database, deps.clock, organizationId);
      if (scope === undefined) return failure('notFound');
      const row = await recorded(
        scope,
        ({ db }) => organizationStore(db, deps.clock).update(organizationId, body),
        (updated) => updated,
      );
      if (row === undefined) return failure('notFound');
      deps.keys.forget();
      return { status: 200, body: { success: true, data: consoleOrganizationOf(row) } };
    },
  };
}

/** An organization as the console's contract shows it. */
export function consoleOrganizationOf(row: OrganizationsTable): components['schemas']['ConsoleOrganization'] {
  return {
    id: row.id,
    name: row.name,
    slug: row.slug,
    plan: {
      ...planOf(row),
      monthlyQuota: row.monthly_quota,
      requestsPerMinute: row.rate_limit ?? limits.rate.requests,
    },
    createdAt: instant(row.created_at),
  };
}
