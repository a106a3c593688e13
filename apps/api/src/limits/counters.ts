import type { ConnectionsInUse } from '../db/database.ts';
import { limits } from '@atteny/contract';

/** How many there have been, and whether this one fitted. */
export interface Counted {
  readonly used: number;
  readonly allowed: boolean;
}

export interface MinuteAsked {
  readonly keyId: string;
  readonly minute: number;
  readonly limit: number;
}

export interface MonthAsked {
  readonly organizationId: string;
  readonly month: string;
  /** Null: unlimited. */
  readonly limit: number | null;
}

/** Counts requests of a key per UTC minute; never lets more than the limit pass in one of them. */
export interface RateCounter {
  /** Counts one request if it fits. @returns how many the window has had, and whether this one fitted. */
  take(keyId: string, minute: number, limit: number): Promise<Counted>;
  /** How many the window has had. */
  read(keyId: string, minute: number): Promise<number>;
  /** Begins a window anew. */
  forget(keyId: string, minute: number): Promise<void>;
}

/** Counts requests of an organization per UTC month; never lets more than the limit pass. */
export interface QuotaCounter {
  /** Charges one request if it fits; a null limit always fits. */
  charge(organizationId: string, month: string, limit: number | null): Promise<Counted>;
  read(organizationId: string, month: string): Promise<number>;
  /** Forgets an organization's months. */
  forget(organizationId: string): Promise<void>;
}

/** The counters of this process, and their end. */
export interface Counters {
  readonly rate: RateCounter;
  readonly quota: QuotaCounter;
  /** Counts one request in its minute, and charges it to its month if the minute had room for it. */
  count(minute: MinuteAsked, month: MonthAsked): Promise<{ minute: Counted; month: Counted | undefined }>;
  /** How the connections of the counters stand, where there are several. */
  readonly inUse?: () => ConnectionsInUse;
  /** Fails when a store of counters is out of reach. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Counts in two places that know nothing of each other. */
export function oneAfterTheOther(rate: RateCounter, quota: QuotaCounter): Counters['count'] {
  return async ({ keyId, minute, limit }, { organizationId, month, limit: most }) => {
    const taken = await rate.take(keyId, minute, limit);
    return {
      minute: taken,
      month: taken.allowed ? await quota.charge(organizationId, month, most) : undefined,
    };
  };
}

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
