import type { WebhookEndpoint } from '@atteny/contract/public';
import { type WebhookEventName, webhookEvents } from '@atteny/contract';
import type { WebhookEndpointsTable } from '../../db/webhook-tables.ts';
import { overlaps } from '../secrets/endpoint-secrets.ts';
import { instant } from '../../clock.ts';

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
    createdAt: instant(row.created_at),
    updatedAt: instant(row.updated_at),
  };
}

/** The events of an endpoint as they are stored: in the contract's order, so that equal sets are equal texts. */
export function storedSubscriptions(events: readonly WebhookEventName[]): string {
  return JSON.stringify(webhookEvents.filter((event) => events.includes(event)));
}

/** The events that a stored endpoint receives. */
export function subscribedTo(stored: string): WebhookEventName[] {
  return JSON.parse(stored) as WebhookEventName[];
}
