import type { WebhookEndpoint } from '@atteny/contract/public';
import { overlaps } from '../secrets/endpoint-secrets.ts';
import { subscribedTo } from './subscriptions.ts';
import type { WebhookEndpointsTable } from '../../db/webhook-tables.ts';

/** A row as the contract shows it at `now`, world time: without its secrets. */
export function endpointOf(row: WebhookEndpointsTable, now: number): WebhookEndpoint {
  return {
    id: row.id,
    url: row.url,
    description: row.description,
    events: subscribedTo(row.events),
    status: row.status,
    disabledReason: row.disabled_reason,
    disabledAt: instant(row.disabled_at),
    consecutiveFailures: row.consecutive_failures,
    previousSecretExpiresAt: overlaps(row, now) ? instant(row.previous_secret_expires_at) : null,
    createdAt: new Date(row.created_at).toISOString(),
    updatedAt: new Date(row.updated_at).toISOString(),
  };
}

function instant(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
