import type { ConnectionsInUse } from '../db/connections.ts';

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

/** Counts requests of a key per UTC minute; never lets more than the limit pass in one of them. */
export interface RateCounter {
  /** Counts one request if it fits. @returns how many the window has had, and whether this one fitted. */
  take(keyId: string, minute: number, limit: number): Promise<{ used: number; allowed: boolean }>;
  /** How many the window has had. */
  read(keyId: string, minute: number): Promise<number>;
  /** Begins a window anew. */
  forget(keyId: string, minute: number): Promise<void>;
}

/** Counts requests of an organization per UTC month; never lets more than the limit pass. */
export interface QuotaCounter {
  /** Charges one request if it fits; a null limit always fits. */
  charge(
    organizationId: string,
    month: string,
    limit: number | null,
  ): Promise<{ used: number; allowed: boolean }>;
  read(organizationId: string, month: string): Promise<number>;
  /** Forgets an organization's months. */
  forget(organizationId: string): Promise<void>;
}

/** The counters of this process, and their end. */
export interface Counters {
  readonly rate: RateCounter;
  readonly quota: QuotaCounter;
  /** How the connections of the counters stand, where there are several. */
  readonly inUse?: () => ConnectionsInUse;
  /** Fails when a store of counters is out of reach. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
