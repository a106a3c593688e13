import type { ConsoleOperationId } from '@atteny/contract';
import type { ConsoleHandlers } from '../handler.ts';
import { clockHandlers } from './clock/handlers.ts';
import type { SandboxDependencies } from './dependencies.ts';
import { faultHandlers } from './faults/handlers.ts';
import { journalHandlers } from './journal/handlers.ts';
import { simulationHandlers } from './simulation.ts';
import { streamHandlers } from './stream/handlers.ts';
import { worldHandlers } from './worlds/handlers.ts';

type SandboxOperations = Exclude<
  ConsoleOperationId,
  `${string}Organization` | 'listOrganizations' | `${string}ApiKey` | 'listApiKeys' | 'getUsage'
>;

/** What exists in a sandbox alone. */
export function sandboxHandlers(deps: SandboxDependencies): ConsoleHandlers<SandboxOperations> {
  return {
    ...worldHandlers(deps),
    ...clockHandlers(deps),
    ...simulationHandlers(deps),
    ...journalHandlers(deps),
    ...streamHandlers(deps),
    ...faultHandlers(deps),
  };
}
