import { auditHandlers } from './audit/handlers.ts';
import type { Clock } from './clock.ts';
import { consoleConversationHandlers } from './console/conversations.ts';
import { deliveryHandlers } from './console/deliveries.ts';
import type { Database } from './db/database.ts';
import type { ConsoleHandlers } from './handler.ts';
import type { KeyDirectory } from './keys/directory.ts';
import { keyHandlers } from './console/keys.ts';
import type { Counters } from './limits/counters.ts';
import { usageHandlers } from './console/usage.ts';
import { organizationHandlers } from './console/organizations.ts';
import { sessionHandlers } from './sessions/handlers.ts';
import type { SessionStore } from './sessions/store.ts';
import { usageHistoryHandlers } from './usage/handlers.ts';
import type { UsageRecorder } from './usage/recorder.ts';
import type { SandboxDependencies } from './sandbox/dependencies.ts';
import { sandboxHandlers } from './sandbox/handlers.ts';

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
    ...usageHistoryHandlers(deps),
    ...deliveryHandlers(deps),
    ...consoleConversationHandlers(deps),
    ...auditHandlers(deps),
    ...sessionHandlers(deps),
    ...sandboxHandlers(deps),
  };
}
