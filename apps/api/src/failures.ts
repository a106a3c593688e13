import type { ConsoleErrorCode, ErrorCode } from '@atteny/contract';
import type { components } from '@atteny/contract/public';
import { type FailureTerms, sentences } from './failure-sentences.ts';

/**
 * Every way in which a request can fail. The names are those of the contract's examples, whose sentence is sent;
 * the public contract's unless another is named;
 * a status that an operation does not document does not compile where a handler returns it.
 */
const failures = {
  unknownPath: { status: 404, code: 'not_found' },
  methodNotAllowed: { status: 405, code: 'method_not_allowed' },
  missingKey: { status: 401, code: 'unauthorized' },
  invalidKey: { status: 401, code: 'invalid_api_key' },
  featureDisabled: { status: 403, code: 'API_FEATURE_DISABLED' },
  rateLimitExceeded: { status: 429, code: 'rate_limit_exceeded' },
  insufficientScope: { status: 403, code: 'insufficient_scope' },
  unsupportedMediaType: { status: 415, code: 'unsupported_media_type' },
  payloadTooLarge: { status: 413, code: 'payload_too_large' },
  malformedJson: { status: 400, code: 'validation_error' },
  invalidBody: { status: 400, code: 'validation_error' },
  idempotencyConflict: { status: 409, code: 'idempotency_conflict' },
  quotaExceeded: { status: 402, code: 'quota_exceeded' },
  notFound: { status: 404, code: 'not_found' },
  contactExists: { status: 409, code: 'contact_exists' },
  webhookLimitReached: { status: 409, code: 'webhook_limit_reached' },
  webhookDisabled: { status: 409, code: 'webhook_disabled' },
  missingToken: { status: 401, code: 'unauthorized', contract: 'console' },
  invalidToken: { status: 401, code: 'invalid_console_token', contract: 'console' },
  unknownConsolePath: { status: 404, code: 'not_found', contract: 'console', example: 'unknownPath' },
  slugTaken: { status: 409, code: 'slug_taken', contract: 'console' },
  keyLimitReached: { status: 409, code: 'key_limit_reached', contract: 'console' },
  worldLimitReached: { status: 409, code: 'world_limit_reached', contract: 'console' },
  worldProtected: { status: 409, code: 'world_protected', contract: 'console' },
  streamLimitReached: { status: 409, code: 'stream_limit_reached', contract: 'console' },
  internalError: { status: 500, code: 'internal_error' },
  serviceUnavailable: { status: 503, code: 'service_unavailable' },
} as const satisfies Record<string, FailureTerms & { status: number; code: ErrorCode | ConsoleErrorCode }>;

export type FailureName = keyof typeof failures;
type Detail = components['schemas']['ValidationDetail'];

/** A reply that says what went wrong, in the contract's own words. */
export interface FailureReply<Name extends FailureName> {
  status: (typeof failures)[Name]['status'];
  body: { success: false; code: (typeof failures)[Name]['code']; error: string; details?: Detail[] };
}

const sentenceOf = sentences(failures);

/** The reply of a failure; a handler returns it. */
export function failure<Name extends FailureName>(name: Name, details?: Detail[]): FailureReply<Name> {
  const { status, code } = failures[name];
  const body: FailureReply<Name>['body'] = { success: false, code, error: sentenceOf[name] };
  if (details !== undefined) body.details = details;
  return { status, body };
}

/** Thrown by whatever stands before the handler; ends the request with the failure's reply. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly failure: FailureName;
  readonly details: Detail[] | undefined;
  /** Headers that this failure adds, such as Allow. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    name: FailureName,
    more: { details?: Detail[]; headers?: Record<string, string>; cause?: unknown } = {},
  ) {
    super(name, { cause: more.cause });
    this.failure = name;
    this.details = more.details;
    this.headers = more.headers ?? {};
  }
}
