import { limits, type Scope } from '@atteny/contract';
import type { components } from '@atteny/contract/console';
import type { KeysTable, OrganizationsTable } from '../db/tables.ts';
import { instant } from '../clock.ts';
import { planOf } from '../organizations/store.ts';

/** A row as the console's contract shows it. */
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

/** A row as the console's contract shows it, at an instant of world time. */
export function consoleKeyOf(row: KeysTable, now: number): components['schemas']['ConsoleApiKey'] {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: JSON.parse(row.scopes) as Scope[],
    requestsPerMinute: row.rate_limit,
    status: statusOf(row, now),
    createdAt: instant(row.created_at),
    expiresAt: instant(row.expires_at),
    revokedAt: instant(row.revoked_at),
    lastUsedAt: instant(row.last_used_at),
    rolledFrom: row.rolled_from,
  };
}

function statusOf(row: KeysTable, now: number): components['schemas']['ApiKeyStatus'] {
  if (row.revoked_at !== null) return 'REVOKED';
  return row.expires_at !== null && row.expires_at <= now ? 'EXPIRED' : 'ACTIVE';
}
