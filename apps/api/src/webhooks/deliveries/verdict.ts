import { delivery } from '@atteny/contract';
import type { AttemptOutcome } from '../guarded-request/guarded-client.ts';
import { nextDelay } from './schedule.ts';

/** What an attempt means for its delivery. */
export type Verdict =
  | { kind: 'succeeded' }
  | { kind: 'retry'; dueAt: number }
  | { kind: 'exhausted' }
  | { kind: 'gone' };

/** `made` counts the attempts so far, this one included; `endedAt` is real time in milliseconds. */
export function judge(outcome: AttemptOutcome, made: number, endedAt: number, random: () => number): Verdict {
  if (isSuccess(outcome)) return { kind: 'succeeded' };
  if (outcome.error === null && outcome.statusCode === delivery.disableOnStatus) return { kind: 'gone' };
  const delay = nextDelay({ made, retryAfter: outcome.retryAfter, endedAt }, random);
  return delay === null ? { kind: 'exhausted' } : { kind: 'retry', dueAt: endedAt + delay };
}

/** A 2xx whose body came to its end. */
export function isSuccess({ error, statusCode }: Pick<AttemptOutcome, 'error' | 'statusCode'>): boolean {
  return error === null && statusCode !== null && statusCode >= 200 && statusCode < 300;
}
