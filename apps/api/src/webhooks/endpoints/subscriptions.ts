import { webhookEvents, type WebhookEventName } from '@atteny/contract';

/** The events of an endpoint as they are stored: in the contract's order, so that equal sets are equal texts. */
export function storedSubscriptions(events: readonly WebhookEventName[]): string {
  return JSON.stringify(webhookEvents.filter((event) => events.includes(event)));
}

/** The events that a stored endpoint receives. */
export function subscribedTo(stored: string): WebhookEventName[] {
  return JSON.parse(stored) as WebhookEventName[];
}
