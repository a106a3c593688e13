import { operations as consoleOperations } from './generated/console-operations.ts';
import { errorCodes as consoleErrorCodes, scopes as consoleRoles } from './generated/console-vocabulary.ts';
import { operations as publicOperations } from './generated/public-operations.ts';
import { errorCodes, scopes, webhooks } from './generated/public-vocabulary.ts';

export {
  basePath as consoleBasePath,
  limits as consoleLimits,
  maxima as consoleMaxima,
} from './generated/console-vocabulary.ts';
export { basePath, delivery, limits, maxima, serverUrl } from './generated/public-vocabulary.ts';
export type { Operation } from './operation.ts';
export { consoleErrorCodes, consoleRoles, consoleOperations, errorCodes, publicOperations, scopes, webhooks };

export type OperationId = keyof typeof publicOperations;
export type ConsoleOperationId = keyof typeof consoleOperations;
export type Scope = (typeof scopes)[number];
/** What a session of the dashboard may do; each role includes those before it. */
export type ConsoleRole = (typeof consoleRoles)[number];
export type ErrorCode = (typeof errorCodes)[number];
export type ConsoleErrorCode = (typeof consoleErrorCodes)[number];
export type WebhookEventName = (typeof webhooks)[keyof typeof webhooks];

/** Names of the events that an endpoint can receive. */
export const webhookEvents: readonly WebhookEventName[] = Object.values(webhooks);
