import type { Limits } from '../limits.ts';

/**
 * Whether the operation may have happened although the call failed. `not_done`: certainly nothing changed.
 * `unknown`: it may have happened; look before doing it again.
 */
export type Outcome = 'not_done' | 'unknown';

/** Takes the key out of a text. */
export type Redact = (text: string) => string;

/** What every failure knows of its call. */
export interface Failure {
  /** Method and path template, such as `GET /contacts/{contactId}`. */
  operation: string;
  outcome: Outcome;
  /** An earlier attempt of the same call left its outcome unknown. */
  doubtful?: boolean;
  redact: Redact;
  requestId?: string | undefined;
  limits?: Limits | undefined;
  cause?: unknown;
}

const advice = { not_done: '', unknown: ' Não se sabe se a operação aconteceu: confira antes de repetir.' };

/** A call that failed. The key is in no property of it, nor of its causes. */
export abstract class AttenyError extends Error {
  /** Method and path template, such as `GET /contacts/{contactId}`. */
  readonly operation: string;
  /** Whether the operation may have happened although the call failed. */
  readonly outcome: Outcome;
  /** `X-Request-Id` of the reply: what support asks for. */
  readonly requestId: string | undefined;
  /** Rate limit and quota, as this reply gave them. */
  readonly limits: Limits | undefined;

  constructor(message: string, failure: Failure) {
    const { operation, redact, requestId, limits, cause } = failure;
    const outcome = failure.doubtful ? 'unknown' : failure.outcome;
    const told = `${operation}: ${message}${requestId === undefined ? '' : ` (${requestId})`}${advice[outcome]}`;
    super(redact(told), cause === undefined ? undefined : { cause: withoutKey(cause, redact) });
    this.operation = operation;
    this.outcome = outcome;
    this.requestId = requestId && redact(requestId);
    this.limits = limits;
  }
}

/**
 * A cause as name, message, code and stack only, key taken out: whatever else a custom fetch hangs on its errors
 * (requests, headers) stays behind.
 */
function withoutKey(cause: unknown, redact: Redact, depth = 5): unknown {
  if (!(cause instanceof Error)) {
    return redact(String(cause));
  }
  const copy = new Error(redact(cause.message));
  const code = (cause as { code?: unknown }).code;
  Object.assign(copy, { name: cause.name, stack: redact(cause.stack ?? '') });
  if (typeof code === 'string') {
    Object.assign(copy, { code: redact(code) });
  }
  if (cause.cause !== undefined && depth > 0) {
    copy.cause = withoutKey(cause.cause, redact, depth - 1);
  }
  return copy;
}
