import { openPipelines, type Pipelines } from '../db/postgres/pipelines.ts';
import {
  type Counted,
  type Counters,
  type MinuteAsked,
  type MonthAsked,
  oneAfterTheOther,
  type RateCounter,
} from './counters.ts';
import { asManyAsFit, grantedUpTo, batchedGrants } from './batched-grants.ts';

export interface SharedOptions {
  /** Replaces the minutes kept in PostgreSQL. */
  readonly rate?: RateCounter & { ping(): Promise<void>; close(): Promise<void> };
  readonly onError?: (error: Error) => void;
}

const lines = 2;

/**
 * Counters that any number of processes share, in PostgreSQL. They have connections of their own: a request that
 * holds one for its transaction must be able to count. Commits do not wait for the disk: what was charged survives
 * a killed process of ours; a power cut of the database server may give the last fraction of a second back.
 *
 * Requests of one key that come together are counted by one statement.
 */
export function sharedCounters(url: string, { rate, onError }: SharedOptions = {}): Counters {
  const session = '-c synchronous_commit=off';
  const pipelines = openPipelines(url, { lines, session, ...(onError && { onError }) });
  const minutes = minutesIn(pipelines);
  const months = monthsIn(pipelines);
  const [takeTogether, chargeTogether] = [batchedGrants<Counted>(), batchedGrants<Counted>()];
  const quota: Counters['quota'] = {
    charge: (organizationId, month, limit) =>
      chargeTogether(`${organizationId} ${month} ${limit}`, (count) =>
        months.chargeMany({ organizationId, month, limit }, count),
      ),
    read: months.used,
    forget: (organizationId) => months.forget(organizationId),
  };
  return {
    rate: rate ?? {
      take: (keyId, minute, limit) =>
        takeTogether(`${keyId} ${minute} ${limit}`, (count) =>
          minutes.takeMany({ keyId, minute, limit }, count),
        ),
      read: minutes.used,
      forget: (keyId, minute) => minutes.forgetBefore(keyId, minute + 1),
    },
    quota,
    count: rate === undefined ? bothIn(pipelines, minutes, months) : oneAfterTheOther(rate, quota),
    inUse: pipelines.inUse,
    async ping() {
      await rate?.ping();
      await pipelines.query({ name: 'ping', text: 'select 1', values: [] });
    },
    async close() {
      await rate?.close();
      await pipelines.end();
    },
  };
}

interface Used {
  used: number;
}

// All of them or none: how many fitted could not be told from what is used afterwards.
const takeAll = `insert into rate_windows as w (key_id, minute, used)
  select $1, $2, $4::int where $3::int >= $4::int
  on conflict (key_id, minute) do update set used = w.used + $4 where w.used + $4 <= $3 returning used`;

function minutesIn(pipelines: Pipelines) {
  const read = { name: 'rate-read', text: 'select used from rate_windows where key_id = $1 and minute = $2' };
  const forget = { name: 'rate-forget', text: 'delete from rate_windows where key_id = $1 and minute < $2' };
  const used = async (keyId: string, minute: number) =>
    (await pipelines.query<Used>({ ...read, values: [keyId, minute] }))[0]?.used ?? 0;
  const forgetBefore = async (keyId: string, minute: number) => {
    await pipelines.query({ ...forget, values: [keyId, minute] });
  };
  return {
    used,
    forgetBefore,
    takeMany: ({ keyId, minute, limit }: MinuteAsked, count: number) =>
      asManyAsFit(count, limit, {
        used: () => used(keyId, minute),
        async takeAll(some) {
          const values = [keyId, minute, limit, some];
          const [row] = await pipelines.query<Used>({ name: 'rate-take', text: takeAll, values });
          // The first of a window clears the key's windows that are over.
          if (row?.used === some) await forgetBefore(keyId, minute);
          return row?.used;
        },
      }),
  };
}

function monthsIn(pipelines: Pipelines) {
  const charge = {
    name: 'quota-charge',
    text: `insert into quota_usage as q (organization_id, month, used)
      select $1, $2, $4::int where $3::bigint >= $4::int
      on conflict (organization_id, month) do update set used = q.used + $4 where q.used + $4 <= $3 returning used`,
  };
  const read = {
    name: 'quota-read',
    text: 'select used from quota_usage where organization_id = $1 and month = $2',
  };
  const forget = { name: 'quota-forget', text: 'delete from quota_usage where organization_id = $1' };
  const used = async (organizationId: string, month: string) =>
    (await pipelines.query<Used>({ ...read, values: [organizationId, month] }))[0]?.used ?? 0;
  return {
    used,
    async forget(organizationId: string) {
      await pipelines.query({ ...forget, values: [organizationId] });
    },
    chargeMany({ organizationId, month, limit }: MonthAsked, count: number) {
      const most = limit ?? Number.MAX_SAFE_INTEGER;
      return asManyAsFit(count, most, {
        used: () => used(organizationId, month),
        async takeAll(some) {
          const values = [organizationId, month, most, some];
          return (await pipelines.query<Used>({ ...charge, values }))[0]?.used;
        },
      });
    },
  };
}

const takeAndCharge = `with minute as (${takeAll}),
  month as (insert into quota_usage as q (organization_id, month, used)
    select $5, $6, $4::int from minute where $7::bigint >= $4::int
    on conflict (organization_id, month) do update set used = q.used + $4 where q.used + $4 <= $7 returning used)
  select (select used from minute) as minute, (select used from month) as month`;

/** Both in one statement, which nearly always is all; where they do not all fit, one after the other. */
function bothIn(
  pipelines: Pipelines,
  minutes: ReturnType<typeof minutesIn>,
  months: ReturnType<typeof monthsIn>,
): Counters['count'] {
  type Both = Awaited<ReturnType<Counters['count']>>;
  const join = batchedGrants<Both>();

  async function countMany(ofKey: MinuteAsked, ofMonth: MonthAsked, count: number): Promise<Both[]> {
    const { keyId, minute, limit } = ofKey;
    const most = ofMonth.limit ?? Number.MAX_SAFE_INTEGER;
    const values = [keyId, minute, limit, count, ofMonth.organizationId, ofMonth.month, most];
    const statement = { name: 'take-and-charge', text: takeAndCharge, values };
    const [row] = await pipelines.query<Record<'minute' | 'month', number | null>>(statement);
    const taken = row?.minute ?? undefined;
    const charged = row?.month ?? undefined;
    if (taken === count) await minutes.forgetBefore(keyId, minute);
    const took = taken === undefined ? await minutes.takeMany(ofKey, count) : grantedUpTo(taken, count);
    const allowed = took.filter((each) => each.allowed).length;
    const had =
      charged === undefined ? await months.chargeMany(ofMonth, allowed) : grantedUpTo(charged, count);
    return took.map((each, index) => ({ minute: each, month: had[index] }));
  }

  return (ofKey, ofMonth) => {
    const name = [...Object.values(ofKey), ...Object.values(ofMonth)].join(' ');
    return join(name, (count) => countMany(ofKey, ofMonth, count));
  };
}
