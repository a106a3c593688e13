import type { webhooks } from '@atteny/contract/public';

type BodyOf<Webhook> = Webhook extends {
  post: { requestBody: { content: { 'application/json': infer Body } } };
}
  ? Body
  : never;

/**
 * Every event that the contract declares, told apart by `event`.
 *
 * The contract may gain events: give a `switch` over `event.event` a `default` that ignores what it does not know.
 */
export type WebhookEvent = { [Name in keyof webhooks]: BodyOf<webhooks[Name]> }[keyof webhooks];

/** Name of an event, such as `message.created`. */
export type WebhookEventName = WebhookEvent['event'];

/** The event of one name: `WebhookEventOf<'message.created'>`. */
export type WebhookEventOf<Name extends WebhookEventName> = Extract<WebhookEvent, { event: Name }>;
