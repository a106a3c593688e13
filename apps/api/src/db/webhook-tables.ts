import type { components } from '@atteny/contract/public';
import type { WebhookEventName } from '@atteny/contract';

type Schemas = components['schemas'];

export interface WebhookEndpointsTable {
  organization_id: string;
  id: string;
  url: string;
  description: string | null;
  /** JSON array of WebhookEventName. */
  events: string;
  status: Schemas['WebhookStatus'];
  disabled_reason: Schemas['WebhookDisabledReason'] | null;
  /** World time, as all of this table's. */
  disabled_at: number | null;
  consecutive_failures: number;
  /** Sealed: see secrets/secret-box.ts. */
  secret: string;
  previous_secret: string | null;
  previous_secret_expires_at: number | null;
  created_at: number;
  updated_at: number;
}

export interface WebhookEventsTable {
  organization_id: string;
  id: string;
  event: WebhookEventName;
  /** The exact text that every attempt sends and signs. */
  body: string;
  created_at: number;
}

export interface WebhookDeliveriesTable {
  organization_id: string;
  id: string;
  webhook_id: string;
  event_id: string;
  event: WebhookEventName;
  kind: Schemas['WebhookDeliveryKind'];
  status: Schemas['WebhookDeliveryStatus'];
  attempts_made: number;
  /** When the next attempt is due, real time; null when there is none. Kept while the endpoint is suspended. */
  due_at: number | null;
  /** When a worker has to look at the row, real time: its due time, or the end of the lease; null for never. */
  wake_at: number | null;
  /** The claim under which an attempt runs. */
  lease: string | null;
  /** World time. */
  created_at: number;
  completed_at: number | null;
}

/** Kept by triggers: the deliveries of a status are the sum over its parts, of which one alone may be below zero. */
export interface WebhookDeliveryCountsTable {
  organization_id: string;
  webhook_id: string;
  status: Schemas['WebhookDeliveryStatus'];
  /** The connection that counted, on PostgreSQL; 0: whoever it was. */
  part: number;
  deliveries: number;
}

export interface WebhookAttemptsTable {
  organization_id: string;
  delivery_id: string;
  number: number;
  /** World time. */
  started_at: number;
  duration_ms: number;
  status_code: number | null;
  error: Schemas['WebhookAttemptError'] | null;
  /** Without what may be secret in it: see guarded-request/post.ts. */
  redirect_location: string | null;
  response_body: string | null;
  /** What was sent, kept in a sandbox for its journal; the headers as JSON. */
  url: string | null;
  request_headers: string | null;
  /** What a plan of faults did to it, as JSON. */
  fault: string | null;
}

export interface WebhookTables {
  webhook_endpoints: WebhookEndpointsTable;
  webhook_events: WebhookEventsTable;
  webhook_deliveries: WebhookDeliveriesTable;
  webhook_delivery_counts: WebhookDeliveryCountsTable;
  webhook_attempts: WebhookAttemptsTable;
}
