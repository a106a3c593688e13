import { contactHandlers } from './contacts/handlers.ts';
import { conversationHandlers, messageHandlers } from './conversations/handlers.ts';
import type { Handlers } from './handler.ts';
import { identityHandlers } from './keys/handlers.ts';
import { webhookHandlers, type WebhookTools } from './webhooks/handlers.ts';

export interface HandlerDependencies {
  readonly webhooks: WebhookTools;
}

/** A handler for every operation of the public contract. */
export function allHandlers({ webhooks }: HandlerDependencies): Handlers {
  return {
    ...identityHandlers,
    ...contactHandlers,
    ...conversationHandlers,
    ...messageHandlers,
    ...webhookHandlers(webhooks),
  };
}
