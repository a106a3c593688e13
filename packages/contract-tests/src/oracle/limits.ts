import { limits } from '@atteny/contract';
import { Unknown } from './template.ts';
import type { Key, Moment, World } from './world.ts';

const windowMs = limits.rate.windowSeconds * 1000;

/** The minute and the month that a request may have fallen in: one each, or two where an edge lies within it. */
export function edges({ from, to }: Moment): { window: number; month: number }[] {
  const windows = new Set([Math.floor(from / windowMs), Math.floor(to / windowMs)]);
  const months = new Set([monthOf(from), monthOf(to)]);
  return [...windows].flatMap((window) => [...months].map((month) => ({ window, month })));
}

function monthOf(at: number): number {
  const date = new Date(at);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

export function usedIn(world: World, key: string, window: number): number {
  const counted = world.rate.get(key);
  return counted?.window === window ? counted.used : 0;
}

export function quotaUsed(world: World, month: number): number {
  return world.quota.month === month ? world.quota.used : 0;
}

/** The limits' headers, to the digit. */
export function limitHeaders(
  world: World,
  key: Key,
  { window, month }: { window: number; month: number },
  counted: { rate: number; quota: number },
): Record<string, string> {
  const limit = key.requestsPerMinute ?? world.requestsPerMinute;
  const quota = world.monthlyQuota;
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(Math.max(0, limit - counted.rate)),
    'x-ratelimit-reset': String(((window + 1) * windowMs) / 1000),
    'x-api-quota-limit': quota === null ? 'unlimited' : String(quota),
    'x-api-quota-used': String(counted.quota),
    'x-api-quota-remaining': quota === null ? 'unlimited' : String(Math.max(0, quota - counted.quota)),
    'x-api-quota-reset': String(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 1) / 1000),
  };
}

/** Retry-After of a 429: whole seconds to the end of the window, rounded up. */
export function retryAfter(window: number, { from, to }: Moment): Unknown {
  const end = (window + 1) * windowMs;
  const most = Math.max(1, Math.ceil((end - from + 2) / 1000));
  const least = Math.max(1, Math.ceil((end - to - 2) / 1000));
  return new Unknown(
    (value) =>
      /^\d+$/.test(String(value)) && Number(value) >= least && Number(value) <= most
        ? undefined
        : least === most
          ? `${String(value)} instead of ${most} seconds, the rest of the minute`
          : `${String(value)} is not between ${least} and ${most} seconds, the rest of the minute`,
    String(most),
    'the minute has room',
  );
}
