import type { ErrorCode, publicOperations } from '@atteny/contract';
import type { ValidationDetail } from '@atteny/contract/public';
import { AttenyError, type Failure } from './atteny-error.ts';

/** One point in which a request strays from the contract: where, and what is wrong. */
export type ErrorDetail = ValidationDetail;

type Operation = (typeof publicOperations)[keyof typeof publicOperations];
type CodesByStatus<Codes> = Codes extends object ? Codes : never;

/** The codes that the contract gives a status, over all operations. */
type CodeOf<Status extends number> =
  CodesByStatus<Operation['errorCodes']> extends infer Codes
    ? Codes extends { readonly [S in Status]: readonly (infer Code)[] }
      ? Code
      : never
    : never;

/** What the API said of a request that it refused. */
export interface Refusal extends Failure {
  status: number;
  code: ErrorCode;
  error: string;
  details: readonly ErrorDetail[];
  /** Seconds of the Retry-After header. */
  retryAfter: number | undefined;
}

/** The API answered with an error in its envelope. Decide by `code`, which is stable; the message is for people. */
export class ApiError extends AttenyError {
  override readonly name: string = 'ApiError';
  readonly status: number;
  readonly code: ErrorCode;
  /** The points to correct, when the API names them. */
  readonly details: readonly ErrorDetail[];
  /** Seconds to wait before trying again, when the API says. */
  readonly retryAfter: number | undefined;

  constructor(refusal: Refusal) {
    const { status, code, error, details, retryAfter } = refusal;
    const points = details.map(({ path, message }) => `\n  ${path}: ${message}`).join('');
    super(`${status} ${code}: ${error}${points}`, refusal);
    this.status = status;
    this.code = code;
    this.details = details;
    this.retryAfter = retryAfter;
  }
}

/** 400: the request strays from the contract; `details` says where. */
export class ValidationError extends ApiError {
  override readonly name = 'ValidationError';
  declare readonly code: CodeOf<400>;
}

/** 401: no key, or one that is unknown, revoked or expired. */
export class AuthenticationError extends ApiError {
  override readonly name = 'AuthenticationError';
  declare readonly code: CodeOf<401>;
}

/** 402: the month's quota is used up; `limits.quota` says when it begins anew. */
export class QuotaExceededError extends ApiError {
  override readonly name = 'QuotaExceededError';
  declare readonly code: CodeOf<402>;
}

/** 403: the key lacks a scope, or the plan the feature. */
export class PermissionError extends ApiError {
  override readonly name = 'PermissionError';
  declare readonly code: CodeOf<403>;
}

/** 404: not there, or another organization's. */
export class NotFoundError extends ApiError {
  override readonly name = 'NotFoundError';
  declare readonly code: CodeOf<404>;
}

/** 409: it collides with what is there; `code` says how. */
export class ConflictError extends ApiError {
  override readonly name = 'ConflictError';
  declare readonly code: CodeOf<409>;
}

/** 429: too many requests in this window; `retryAfter` says how many seconds to wait. */
export class RateLimitError extends ApiError {
  override readonly name = 'RateLimitError';
  declare readonly code: CodeOf<429>;
}

/** 500 or 503: the API's own failure. After a 503 nothing was done; after a 500 `outcome` is unknown. */
export class ServerError extends ApiError {
  override readonly name = 'ServerError';
  declare readonly code: CodeOf<500 | 503>;
}

const byStatus: { readonly [status: number]: new (refusal: Refusal) => ApiError } = {
  400: ValidationError,
  401: AuthenticationError,
  402: QuotaExceededError,
  403: PermissionError,
  404: NotFoundError,
  409: ConflictError,
  429: RateLimitError,
  500: ServerError,
  503: ServerError,
};

/** The error class of a status. */
export function apiError(refusal: Refusal): ApiError {
  return new (byStatus[refusal.status] ?? ApiError)(refusal);
}
