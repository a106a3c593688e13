import { limits } from '@atteny/contract';
import type { components } from '@atteny/contract/console';
import type { OrganizationsTable } from '../db/tables.ts';

/** A row as the console's contract shows it. */
export function consoleOrganizationOf(row: OrganizationsTable): components['schemas']['ConsoleOrganization'] {
  return {
    id: row.id,
    name: row.name,
    slug: row.slug,
    plan: {
      name: row.plan_name,
      hasAPI: row.has_api === 1,
      hasWebhooks: row.has_webhooks === 1,
      monthlyQuota: row.monthly_quota,
      requestsPerMinute: row.rate_limit ?? limits.rate.requests,
    },
    createdAt: new Date(row.created_at).toISOString(),
  };
}
