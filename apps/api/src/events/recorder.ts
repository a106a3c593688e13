import type { components } from '@atteny/contract/public';
import type { WebhookEventName } from '@atteny/contract';
import type { OrganizationScope } from '../organizations/scope.ts';

/** What an event carries: the payload's `data`. */
export type EventData = components['schemas']['MessageEventData'];

export interface DomainEvent {
  readonly name: WebhookEventName;
  /** World time of the cause, in milliseconds. */
  readonly at: number;
  readonly data: EventData;
}

/**
 * Writes an event and its deliveries in the transaction of their cause.
 * `scope` is inside that transaction; rejecting rolls the cause back.
 */
export interface EventRecorder {
  recordEvent(scope: OrganizationScope, event: DomainEvent): Promise<void>;
}

/** For organizations without webhooks, and for tests of the rest. */
export const recordsNothing: EventRecorder = { recordEvent: async () => {} };
