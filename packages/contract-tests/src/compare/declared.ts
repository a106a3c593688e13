import type { Exchange } from '../target/exchange.ts';
import type { Difference } from './difference.ts';

/** A way in which a stateless side must differ from one that keeps state. */
export interface Declared {
  name: string;
  reason: string;
  /** Whether a difference is of this class; `stateful` and `stateless` answered the same request. */
  covers: (difference: Difference, stateful: Exchange, stateless: Exchange) => boolean;
}

/** What the order of judgement puts behind credentials, plan, rate limit and scope: a mock, which skips those, gets there. */
const judgedLater = [400, 413, 415];

/** A refusal that the stateless side had no reason for; it accepted, or found the next fault in the order of judgement. */
const refusal =
  (when: 'before the body' | 'after the body', status: number, code?: string): Declared['covers'] =>
  ({ kind }, { response: kept }, { response }) =>
    kind === 'status' &&
    kept.status === status &&
    (response.status < 300 || (when === 'before the body' && judgedLater.includes(response.status))) &&
    (code === undefined || (kept.json as { code?: string } | undefined)?.code === code);

/** What a stateless mock cannot hold, each with the reason. Whatever is not in this list is a difference. */
export const declared: readonly Declared[] = [
  {
    name: 'wrong key',
    reason: 'a mock knows no keys: any bearer key opens it',
    covers: refusal('before the body', 401, 'invalid_api_key'),
  },
  {
    name: 'scope',
    reason: 'a mock does not know which scopes a key has',
    covers: refusal('before the body', 403, 'insufficient_scope'),
  },
  {
    name: 'plan',
    reason: 'a mock has no organization and no plan',
    covers: refusal('before the body', 403, 'API_FEATURE_DISABLED'),
  },
  { name: 'quota', reason: 'a mock counts nothing in a month', covers: refusal('after the body', 402) },
  {
    name: 'rate limit',
    reason: 'a mock counts nothing in a minute',
    covers: refusal('before the body', 429),
  },
  {
    name: 'absent id',
    reason: 'to a mock every well-formed id exists',
    covers: refusal('after the body', 404),
  },
  {
    name: 'conflict',
    reason: 'a mock remembers nothing that a request could conflict with',
    covers: refusal('after the body', 409),
  },
  {
    name: 'subscription',
    reason: 'a mock does not know which events an endpoint wants, of which alone Test sends a sample',
    covers: ({ kind }, { request, response: kept }, { response }) =>
      kind === 'status' &&
      kept.status === 400 &&
      response.status === 200 &&
      /\/test(\?|$)/.test(request.path) &&
      kept.text.includes('"/body/event"'),
  },
  {
    name: 'replay',
    reason: 'a mock remembers no Idempotency-Key, so that nothing is ever a repetition',
    covers: ({ kind, message }) => kind === 'headers' && message.includes('Idempotency-Replayed'),
  },
];

/** The class of a difference; undefined: it is undeclared. */
export function classOf(
  difference: Difference,
  stateful: Exchange,
  stateless: Exchange,
): Declared | undefined {
  return declared.find((each) => each.covers(difference, stateful, stateless));
}
