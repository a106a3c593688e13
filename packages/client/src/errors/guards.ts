import type * as api from './api-error.ts';
import type { AttenyError } from './atteny-error.ts';
import type { ConfigurationError } from './configuration-error.ts';
import type { ConnectionError, TimeoutError } from './connection-error.ts';
import type { UnexpectedReplyError } from './unexpected-reply-error.ts';

/** Every error of this package by its name. */
interface Errors {
  AttenyError: AttenyError;
  ApiError: api.ApiError;
  ValidationError: api.ValidationError;
  AuthenticationError: api.AuthenticationError;
  QuotaExceededError: api.QuotaExceededError;
  PermissionError: api.PermissionError;
  NotFoundError: api.NotFoundError;
  ConflictError: api.ConflictError;
  RateLimitError: api.RateLimitError;
  ServerError: api.ServerError;
  ConnectionError: ConnectionError;
  TimeoutError: TimeoutError;
  UnexpectedReplyError: UnexpectedReplyError;
  ConfigurationError: ConfigurationError;
}

/**
 * Whether an error is one of this package's, and of the class of that name where one is given. By name, so that it holds
 * where two copies of this package are installed and `instanceof` does not.
 *
 * @example
 * if (isAttenyError(error, 'ConflictError') && error.code === 'contact_exists') return;
 */
export function isAttenyError<Name extends keyof Errors = 'AttenyError'>(
  error: unknown,
  name: Name = 'AttenyError' as Name,
): error is Errors[Name] {
  const told: { name?: unknown; status?: unknown; code?: unknown } = Object(error);
  // `operation` and `option` tell ours from others of the same name: fetch has a TimeoutError too.
  if (!('operation' in told)) {
    return 'option' in told && told.name === name;
  }
  return (
    name === 'AttenyError' ||
    name === told.name ||
    (name === 'ApiError' && told.status !== undefined && told.code !== undefined)
  );
}
