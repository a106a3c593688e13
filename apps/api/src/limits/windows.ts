import { limits } from '@atteny/contract';

const windowMs = limits.rate.windowSeconds * 1000;

/** Number of the rate window that an instant (milliseconds) falls in. */
export function windowAt(now: number): number {
  return Math.floor(now / windowMs);
}

/** Start of the window after this one, in Unix seconds. */
export function windowEnd(window: number): number {
  return (window + 1) * limits.rate.windowSeconds;
}

export interface Month {
  /** Such as `2026-03`. */
  readonly name: string;
  /** First instant of the month, in milliseconds. */
  readonly start: number;
  /** First instant of the next month, in Unix seconds. */
  readonly reset: number;
}

let latest: Month | undefined;

/** The UTC calendar month that an instant (milliseconds) falls in. */
export function monthAt(now: number): Month {
  if (latest !== undefined && now >= latest.start && now < latest.reset * 1000) return latest;
  const date = new Date(now);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth();
  latest = {
    name: `${year}-${String(month + 1).padStart(2, '0')}`,
    start: Date.UTC(year, month, 1),
    reset: Date.UTC(year, month + 1, 1) / 1000,
  };
  return latest;
}
