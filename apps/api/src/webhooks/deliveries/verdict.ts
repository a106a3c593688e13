import { delivery } from '@atteny/contract';
import type { AttemptOutcome } from '../guarded-request/attempt-outcome.ts';

/** What an attempt means for its delivery. */
export type Verdict =
  | { kind: 'succeeded' }
  | { kind: 'retry'; dueAt: number }
  | { kind: 'exhausted' }
  | { kind: 'gone' };

/** `made` counts the attempts so far, this one included; `endedAt` is real time in milliseconds. */
export function verdictOf(
  outcome: AttemptOutcome,
  made: number,
  endedAt: number,
  random: () => number,
): Verdict {
  if (isSuccess(outcome)) return { kind: 'succeeded' };
  if (outcome.error === null && outcome.statusCode === delivery.disableOnStatus) return { kind: 'gone' };
  const delay = nextDelay({ made, retryAfter: outcome.retryAfter, endedAt }, random);
  return delay === null ? { kind: 'exhausted' } : { kind: 'retry', dueAt: endedAt + delay };
}

/** A 2xx whose body came to its end. */
export function isSuccess({ error, statusCode }: Pick<AttemptOutcome, 'error' | 'statusCode'>): boolean {
  return error === null && statusCode !== null && statusCode >= 200 && statusCode < 300;
}

export interface FailedAttempt {
  /** Attempts made so far, this one included. */
  made: number;
  /** The reply's Retry-After, as it was sent, or null. */
  retryAfter: string | null;
  /** When the attempt ended, real time in milliseconds. */
  endedAt: number;
}

/**
 * How long after the end of a failed attempt the next one is due, in milliseconds; `null` when it was the last.
 *
 * The wait of the contract's schedule, jittered both ways, so that what failed together does not return together.
 * A receiver's Retry-After can make it longer, up to the contract's bound, and is jittered upwards only: nobody is
 * called before the time that they asked for. `random` gives numbers from 0 up to 1.
 */
export function nextDelay(failed: FailedAttempt, random: () => number): number | null {
  const seconds = delivery.delaysSeconds[failed.made];
  if (seconds === undefined) return null;
  const planned = seconds * 1000 * (1 + delivery.jitter * (2 * random() - 1));
  const maximum = delivery.retryAfterMaximumSeconds * 1000;
  const asked = Math.min(retryAfterMs(failed.retryAfter, failed.endedAt), maximum);
  if (asked <= planned) return Math.round(planned);
  return Math.round(Math.min(asked * (1 + delivery.jitter * random()), maximum));
}

/** Retry-After in milliseconds from `now`: seconds or an HTTP date; what is neither, or past, asks for nothing. */
function retryAfterMs(value: string | null, now: number): number {
  const text = value?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  // Date.parse takes almost anything: only the one form that HTTP/1.1 senders write is a date here.
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text)) return 0;
  return Math.max(0, Date.parse(text) - now) || 0;
}
