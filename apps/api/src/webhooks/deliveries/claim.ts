import type { WebhookDeliveriesTable, WebhookEndpointsTable } from '../../db/webhook-tables.ts';

/** How long a claimed delivery is its worker's alone: an attempt at its longest, and time to write it down. */
export const leaseMs = 30_000;

/** One delivery that this process is to attempt now, with what it takes. */
export interface Claim {
  lease: string;
  delivery: Pick<
    WebhookDeliveriesTable,
    'organization_id' | 'id' | 'webhook_id' | 'event_id' | 'event' | 'kind' | 'attempts_made'
  >;
  endpoint: WebhookEndpointsTable;
  body: string;
  /** World time minus real time, in milliseconds. */
  clockOffsetMs: number;
  /** The plan may have lost its webhooks since the event. */
  hasWebhooks: boolean;
}

/** Room for attempts of deliveries that are only being written: those of its endpoints are claimed as they are written. */
export interface Reservation {
  readonly lease: string;
  /** The endpoints that have room, as long as it is not given back, for one delivery each. */
  readonly webhookIds: ReadonlySet<string>;
  /** Attempts what was written and is committed. What is not taken of the room is given back. */
  take(claims: readonly Claim[]): void;
  giveBack(): void;
}

/** What an endpoint brings along for a claim of its deliveries. */
export type ClaimedEndpoint = Omit<WebhookEndpointsTable, 'organization_id' | 'id'>;

export const endpointColumns = [
  'url',
  'description',
  'events',
  'status',
  'disabled_reason',
  'disabled_at',
  'consecutive_failures',
  'secret',
  'previous_secret',
  'previous_secret_expires_at',
  'created_at',
  'updated_at',
] as const satisfies readonly (keyof ClaimedEndpoint)[];
