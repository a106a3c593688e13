import type { ConnectionsInUse } from '../db/database.ts';

/** Where a key stands in the window of this minute. */
export interface RateState {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Start of the next window, Unix seconds of the organization's clock. */
  readonly reset: number;
}

/** Where an organization stands in its month. */
export interface QuotaState {
  readonly allowed: boolean;
  /** Null: unlimited. */
  readonly limit: number | null;
  readonly used: number;
  /** First instant of the next month, Unix seconds of the organization's clock. */
  readonly reset: number;
}

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
