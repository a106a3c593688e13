import type { ConsoleOperationId, consoleOperations } from '@atteny/contract';
import type { ConsoleHandlers } from '../handler.ts';
import { clockHandlers } from './clock/handlers.ts';
import type { SandboxDependencies } from './dependencies.ts';
import { faultHandlers } from './faults/handlers.ts';
import { inboxHandlers } from './inbox/handlers.ts';
import { journalHandlers } from './journal/handlers.ts';
import { simulationHandlers } from './simulation.ts';
import { streamHandlers } from './stream/handlers.ts';
import { worldHandlers } from './worlds/handlers.ts';

type Operations = typeof consoleOperations;
type SandboxOperations = {
  [Id in ConsoleOperationId]: Operations[Id]['sandbox'] extends true ? Id : never;
}[ConsoleOperationId];

/** What exists in a sandbox alone. */
export function sandboxHandlers(deps: SandboxDependencies): ConsoleHandlers<SandboxOperations> {
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
