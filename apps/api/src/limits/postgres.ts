import { type Connections, openConnections } from '../db/connections.ts';
import type { Counters, QuotaCounter, RateCounter } from './counters.ts';

export interface SharedOptions {
  /** Replaces the minutes kept in PostgreSQL. */
  readonly rate?: RateCounter & { ping(): Promise<void>; close(): Promise<void> };
  readonly poolSize?: number;
  readonly onError?: (error: Error) => void;
}

const limitsPoolSize = 5;

/**
 * Counters that any number of processes share, in PostgreSQL. They have connections of their own: a request that
 * holds one for its transaction must be able to count. Commits do not wait for the disk: what was charged survives
 * a killed process of ours; a power cut of the database server may give the last fraction of a second back.
 */
export function sharedCounters(url: string, { rate, poolSize, onError }: SharedOptions = {}): Counters {
  const pool = openConnections(url, {
    poolSize: poolSize ?? limitsPoolSize,
    session: '-c synchronous_commit=off',
    ...(onError && { onError }),
  });
  return {
    rate: rate ?? rateIn(pool),
    quota: quotaIn(pool),
    inUse: pool.inUse,
    async ping() {
      await rate?.ping();
      await pool.query({ name: 'ping', text: 'select 1', values: [] });
    },
    async close() {
      await rate?.close();
      await pool.end();
    },
  };
}

interface Used {
  used: number;
}

function rateIn(pool: Connections): RateCounter {
  const take = {
    name: 'rate-take',
    text: `insert into rate_windows as w (key_id, minute, used) select $1, $2, 1 where $3::int > 0
      on conflict (key_id, minute) do update set used = w.used + 1 where w.used < $3 returning used`,
  };
  const read = { name: 'rate-read', text: 'select used from rate_windows where key_id = $1 and minute = $2' };
  const forget = { name: 'rate-forget', text: 'delete from rate_windows where key_id = $1 and minute < $2' };
  const used = async (keyId: string, minute: number) =>
    (await pool.query<Used>({ ...read, values: [keyId, minute] }))[0]?.used ?? 0;
  return {
    async take(keyId, minute, limit) {
      const rows = await pool.query<Used>({ ...take, values: [keyId, minute, limit] });
      const [row] = rows;
      if (row === undefined) return { used: await used(keyId, minute), allowed: false };
      // The first of a window clears the key's windows that are over.
      if (row.used === 1) await pool.query({ ...forget, values: [keyId, minute] });
      return { used: row.used, allowed: true };
    },
    read: used,
    async forget(keyId, minute) {
      await pool.query({ ...forget, values: [keyId, minute + 1] });
    },
  };
}

function quotaIn(pool: Connections): QuotaCounter {
  const charge = {
    name: 'quota-charge',
    text: `insert into quota_usage as q (organization_id, month, used) select $1, $2, 1 where $3::bigint > 0
      on conflict (organization_id, month) do update set used = q.used + 1 where q.used < $3 returning used`,
  };
  const read = {
    name: 'quota-read',
    text: 'select used from quota_usage where organization_id = $1 and month = $2',
  };
  const forget = { name: 'quota-forget', text: 'delete from quota_usage where organization_id = $1' };
  const used = async (organizationId: string, month: string) =>
    (await pool.query<Used>({ ...read, values: [organizationId, month] }))[0]?.used ?? 0;
  return {
    async charge(organizationId, month, limit) {
      const values = [organizationId, month, limit ?? Number.MAX_SAFE_INTEGER];
      const rows = await pool.query<Used>({ ...charge, values });
      const [row] = rows;
      if (row === undefined) return { used: await used(organizationId, month), allowed: false };
      return { used: row.used, allowed: true };
    },
    read: used,
    async forget(organizationId) {
      await pool.query({ ...forget, values: [organizationId] });
    },
  };
}
