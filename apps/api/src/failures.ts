import type { ConsoleErrorCode, ErrorCode } from '@atteny/contract';
import type { components } from '@atteny/contract/public';
import { consoleDocument, publicDocument } from '@atteny/contract/documents';

/**
 * Every way in which a request can fail. The names are those of the contract's examples, whose sentence is sent;
 * the public contract's unless another is named;
 * a status that an operation does not document does not compile where a handler returns it.
 */
const failures = {
  misdirectedRequest: { status: 421, code: 'misdirected_request' },
  unknownPath: { status: 404, code: 'not_found' },
  methodNotAllowed: { status: 405, code: 'method_not_allowed' },
  missingKey: { status: 401, code: 'unauthorized' },
  invalidKey: { status: 401, code: 'invalid_api_key' },
  featureDisabled: { status: 403, code: 'API_FEATURE_DISABLED' },
  rateLimitExceeded: { status: 429, code: 'rate_limit_exceeded' },
  insufficientScope: { status: 403, code: 'insufficient_scope' },
  unsupportedMediaType: { status: 415, code: 'unsupported_media_type' },
  unsupportedContentEncoding: { status: 415, code: 'unsupported_media_type' },
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
  tooManyWrongTokens: { status: 429, code: 'rate_limit_exceeded', contract: 'console' },
  sessionExpired: { status: 401, code: 'session_expired', contract: 'console' },
  insufficientRole: { status: 403, code: 'insufficient_role', contract: 'console' },
  crossOrigin: { status: 403, code: 'cross_origin', contract: 'console' },
  unknownConsolePath: { status: 404, code: 'not_found', contract: 'console', example: 'unknownPath' },
  slugTaken: { status: 409, code: 'slug_taken', contract: 'console' },
  keyLimitReached: { status: 409, code: 'key_limit_reached', contract: 'console' },
  keyNotActive: { status: 409, code: 'key_not_active', contract: 'console' },
  rollLimitReached: { status: 409, code: 'key_limit_reached', contract: 'console' },
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

/** The failure of the public contract with this status and code. */
export function failureNamed(status: number, code: string): FailureName | undefined {
  const all: [string, FailureTerms & { status: number }][] = Object.entries(failures);
  const found = all.find(([, each]) => each.status === status && each.code === code && !each.contract);
  return found?.[0] as FailureName | undefined;
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
    more: {
      details?: Detail[] | undefined;
      headers?: Readonly<Record<string, string>>;
      cause?: unknown;
    } = {},
  ) {
    super(name, { cause: more.cause });
    this.failure = name;
    this.details = more.details;
    this.headers = more.headers ?? {};
  }
}

interface Example {
  value?: { success?: boolean; code?: string; error?: string };
}

/** Which example of which contract says what a failure says. */
interface FailureTerms {
  readonly code: string;
  /** The public contract unless it is given. */
  readonly contract?: 'console';
  /** The name of the example, where it is not the failure's own. */
  readonly example?: string;
}

/**
 * Finds for each failure the sentence that the contract's example of the same name shows.
 * @throws when the contract has no such example, or the example has another code.
 */
function sentences<Name extends string>(terms: Record<Name, FailureTerms>): Record<Name, string> {
  const examples = { public: failureExamples(publicDocument), console: failureExamples(consoleDocument) };
  const found: Partial<Record<Name, string>> = {};
  for (const [name, one] of Object.entries(terms) as [Name, FailureTerms][]) {
    const { code, contract = 'public', example = name } = one;
    const value = examples[contract].get(example)?.value;
    if (value?.error === undefined || value.code !== code) {
      throw new Error(`The ${contract} contract has no example named ${example} with the code ${code}.`);
    }
    found[name] = value.error;
  }
  return found as Record<Name, string>;
}

function failureExamples({ components }: typeof publicDocument): Map<string, Example> {
  const examples = new Map<string, Example>();
  for (const response of Object.values(components?.responses ?? {})) {
    if ('$ref' in response) continue;
    for (const [name, example] of Object.entries(response.content?.['application/json']?.examples ?? {})) {
      if (!('$ref' in example)) examples.set(name, example);
    }
  }
  return examples;
}
