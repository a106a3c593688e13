import type { Answer, MockLimits } from '../contract/mock-contract.ts';

/**
 * Values for the headers that a response always carries, agreeing with each other and with the clock: `Reset` lies
 * ahead, `Remaining` is `Limit` less what was used, and a limit that is said to be reached has nothing left.
 * A header whose meaning is not known here gets the example of the contract.
 * @param now milliseconds since 1970
 */
export function documentedHeaders(
  answer: Answer,
  limits: MockLimits,
  now: number,
): Readonly<Record<string, string>> {
  const second = Math.floor(now / 1000);
  const kept = ofThisSecond.get(answer);
  if (kept?.second === second) return kept.values;
  const required = answer.headers.filter((header) => header.required);
  const known = knownValues(answer, limits, now);
  const values = Object.fromEntries(required.map(({ name, example }) => [name, known[name] ?? example]));
  ofThisSecond.set(answer, { second, values });
  return values;
}

/** None of the values tells one instant of a second from another. */
const ofThisSecond = new WeakMap<Answer, { second: number; values: Readonly<Record<string, string>> }>();

function knownValues(answer: Answer, { rate }: MockLimits, now: number): Record<string, string | undefined> {
  const example = (name: string) => Number(answer.headers.find((header) => header.name === name)?.example);
  const date = new Date(now);
  const windowEnd = (Math.floor(now / 1000 / rate.windowSeconds) + 1) * rate.windowSeconds;
  const monthEnd = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1) / 1000;
  const rateUsed = answer.status === 429 ? rate.requests : 1;
  const quota = example('X-Api-Quota-Limit');
  const quotaUsed = answer.status === 402 ? quota : example('X-Api-Quota-Used');
  return {
    'X-RateLimit-Limit': String(rate.requests),
    'X-RateLimit-Remaining': String(rate.requests - rateUsed),
    'X-RateLimit-Reset': String(windowEnd),
    ...(answer.status === 429 && { 'Retry-After': String(windowEnd - Math.floor(now / 1000)) }),
    ...(Number.isFinite(quota - quotaUsed) && {
      'X-Api-Quota-Limit': String(quota),
      'X-Api-Quota-Used': String(quotaUsed),
      'X-Api-Quota-Remaining': String(quota - quotaUsed),
    }),
    'X-Api-Quota-Reset': String(monthEnd),
  };
}
