import { auditHandlers } from './audit/handlers.ts';
import type { Clock } from './clock.ts';
import {
  consoleConversationHandlers,
  conversationHandlers,
  messageHandlers,
} from './conversations/handlers.ts';
import { deliveryHandlers } from './console/deliveries.ts';
import { keyHandlers } from './console/keys.ts';
import { organizationHandlers } from './console/organizations.ts';
import { usageHandlers } from './console/usage.ts';
import { contactHandlers } from './contacts/handlers.ts';
import type { Database } from './db/database.ts';
import type { ConsoleHandlers, Handlers } from './handler.ts';
import type { KeyDirectory } from './keys/directory.ts';
import { identityHandlers } from './keys/handlers.ts';
import type { Counters } from './limits/counters.ts';
import type { SandboxDependencies } from './sandbox/dependencies.ts';
import { sandboxHandlers } from './sandbox/handlers.ts';
import { sessionHandlers } from './sessions/handlers.ts';
import type { SessionStore } from './sessions/store.ts';
import type { UsageRecorder } from './usage/recorder.ts';
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

export interface ConsoleDependencies extends SandboxDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly keys: KeyDirectory;
  readonly counters: Counters;
  readonly sessions: SessionStore;
  readonly usage: Pick<UsageRecorder, 'flush'>;
}

/** A handler for every operation of the console's contract. */
export function allConsoleHandlers(deps: ConsoleDependencies): ConsoleHandlers {
  return {
    ...organizationHandlers(deps),
    ...keyHandlers(deps),
    ...usageHandlers(deps),
    ...deliveryHandlers(deps),
    ...consoleConversationHandlers(deps),
    ...auditHandlers(deps),
    ...sessionHandlers(deps),
    ...sandboxHandlers(deps),
  };
}
