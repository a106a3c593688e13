import { auditHandlers } from './audit/store.ts';
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
import type { ConsoleHandlers, Handlers } from './operation-handler.ts';
import { identityHandlers, type KeyDirectory } from './keys/directory.ts';
import type { Counters } from './limits/counters.ts';
import { sessionHandlers } from './sessions/handlers.ts';
import type { SessionStore } from './sessions/store.ts';
import type { UsageRecorder } from './usage/recorder.ts';
import { webhookHandlers, type WebhookTools } from './webhooks/handlers.ts';
import type { ConsoleOperationId, consoleOperations } from '@atteny/contract';
import { clockHandlers } from './sandbox/clock/handlers.ts';
import type { SandboxDependencies } from './sandbox/dependencies.ts';
import { faultHandlers } from './sandbox/faults/handlers.ts';
import { inboxHandlers } from './sandbox/inbox.ts';
import { journalHandlers } from './sandbox/journal/journal.ts';
import { simulationHandlers } from './sandbox/simulation.ts';
import { streamHandlers } from './sandbox/stream/handlers.ts';
import { worldHandlers } from './sandbox/worlds/handlers.ts';

interface HandlerDependencies {
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

interface ConsoleDependencies extends SandboxDependencies {
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

type Operations = typeof consoleOperations;
type SandboxOperations = {
  [Id in ConsoleOperationId]: Operations[Id]['sandbox'] extends true ? Id : never;
}[ConsoleOperationId];

/** What exists in a sandbox alone. */
function sandboxHandlers(deps: SandboxDependencies): ConsoleHandlers<SandboxOperations> {
  return {
    ...worldHandlers(deps),
    ...clockHandlers(deps),
    ...simulationHandlers(deps),
    ...journalHandlers(deps),
    ...streamHandlers(deps),
    ...faultHandlers(deps),
    ...inboxHandlers(deps),
  };
}
