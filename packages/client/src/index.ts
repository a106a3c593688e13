export { createClient, type Client } from './client.ts';
export type { CallOptions, Item, ListPath, PathWith, Reply } from './operation-types.ts';
export type { ClientOptions, Fetch, FetchInit, FetchReply } from './options.ts';
export type { DebugEvent } from './debug.ts';
export type { Limits, QuotaLimits, RateLimits } from './limits.ts';
export {
  ApiError,
  AuthenticationError,
  ConflictError,
  NotFoundError,
  PermissionError,
  QuotaExceededError,
  RateLimitError,
  ServerError,
  ValidationError,
  type ErrorDetail,
} from './errors/api-error.ts';
export { AttenyError, type Outcome } from './errors/atteny-error.ts';
export { isAttenyError } from './errors/guards.ts';
export { ConfigurationError } from './errors/configuration-error.ts';
export { ConnectionError, TimeoutError } from './errors/connection-error.ts';
export { UnexpectedReplyError } from './errors/unexpected-reply-error.ts';
export type * from './schemas.ts';
