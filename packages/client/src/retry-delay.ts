import { ApiError } from './errors/api-error.ts';
import type { AttenyError } from './errors/atteny-error.ts';
import { ConnectionError } from './errors/connection-error.ts';
import { UnexpectedReplyError } from './errors/unexpected-reply-error.ts';

const FIRST_DELAY = 500;
const LONGEST_DELAY = 8000;

export interface RetryRules {
  /** Whether repeating can do no harm even when the outcome is unknown. */
  safe: boolean;
  /** Longest wait, in milliseconds, that the server may ask for. */
  maxRetryDelay: number;
}

/**
 * Milliseconds to wait before the next attempt, or undefined when there should be none.
 * @param attempt the one that failed, from 1
 * @param random from 0 (included) to 1 (excluded)
 */
export function retryDelay(
  error: AttenyError,
  attempt: number,
  { safe, maxRetryDelay }: RetryRules,
  random: number,
): number | undefined {
  if (!isPassing(error) || !(safe || error.outcome === 'not_done')) {
    return undefined;
  }
  const asked = askedSeconds(error);
  if (asked === undefined) {
    return Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (attempt - 1)) * (0.5 + random / 2);
  }
  // Never before the time given; a little after it, so that those who were sent away together do not return together.
  return asked * 1000 > maxRetryDelay ? undefined : asked * 1000 + random * FIRST_DELAY;
}

/** Whether the same request may fare better later. */
function isPassing(error: AttenyError): boolean {
  if (error instanceof ApiError) {
    return error.status === 429 || error.status >= 500;
  }
  if (error instanceof ConnectionError) {
    return !error.local;
  }
  // A whole answer below 500 that is not the API's comes from another place, and would come again.
  return !(error instanceof UnexpectedReplyError) || error.status >= 500 || error.incomplete;
}

/** Seconds that the reply asks to wait. */
function askedSeconds(error: AttenyError): number | undefined {
  if (!(error instanceof ApiError)) {
    return undefined;
  }
  return error.retryAfter ?? (error.status === 429 ? error.limits?.rate?.resetAfter : undefined);
}
