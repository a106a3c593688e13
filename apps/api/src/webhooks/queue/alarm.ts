import { sql } from 'kysely';
import type { Clock } from '../../clock.ts';
import type { Database } from '../../db/database.ts';

export interface AlarmOptions {
  database: Database;
  clock: Clock;
  /** Told of endpoints that have a delivery due. */
  onDue: (webhookIds: string[]) => void;
  onError: (error: unknown) => void;
  /** The longest sleep, in milliseconds: how late another process's delivery is found when that process is gone. */
  pollMs: number;
}

const leastSleepMs = 5;
const afterFailureMs = 1_000;

/** Sleeps until the next delivery is due, and looks now and then for what other processes left behind. */
export function createAlarm({ database, clock, onDue, onError, pollMs }: AlarmOptions) {
  let timer: NodeJS.Timeout | null = null;
  let ringsAt = Infinity;
  let ringing: Promise<void> | null = null;
  let stopped = false;

  async function ring(): Promise<void> {
    const now = clock.now();
    if (await anyDue(database, now)) onDue(await endpointsWithDue(database, now));
    const next = await nextWake(database, now);
    setFor(Math.min(next ?? Infinity, clock.now() + pollMs));
  }

  function setFor(at: number): void {
    if (stopped || at >= ringsAt) return;
    ringsAt = at;
    if (timer) clearTimeout(timer);
    timer = setTimeout(
      () => {
        timer = null;
        ringsAt = Infinity;
        ringing = ring().catch((error: unknown) => {
          onError(error);
          setFor(clock.now() + afterFailureMs);
        });
      },
      Math.max(leastSleepMs, at - clock.now()),
    );
    timer.unref();
  }

  return {
    /** Something will be due at `at`, real time. */
    setFor,
    async stop(): Promise<void> {
      stopped = true;
      if (timer) clearTimeout(timer);
      await ringing;
    },
  };
}

/**
 * The endpoints that have a delivery due at `now`.
 * It leaps from endpoint to endpoint in the index: a backlog of one does not make it slower to find the others.
 */
export async function endpointsWithDue(database: Database, now: number): Promise<string[]> {
  const { rows } = await sql<{ webhook_id: string }>`
    with recursive waiting (webhook_id) as (
      select min(webhook_id) from webhook_deliveries where wake_at is not null
      union all
      select (
        select min(next.webhook_id) from webhook_deliveries as next
        where next.wake_at is not null and next.webhook_id > waiting.webhook_id
      ) from waiting where waiting.webhook_id is not null
    )
    select waiting.webhook_id from waiting
    where waiting.webhook_id is not null and exists (
      select 1 from webhook_deliveries as due
      where due.webhook_id = waiting.webhook_id and due.wake_at <= ${now}
    )`.execute(database.kysely);
  return rows.map((row) => row.webhook_id);
}

/** When the next delivery after `now` has to be looked at, real time; null when none waits. */
export async function nextWake(database: Database, now: number): Promise<number | null> {
  const row = await database.kysely
    .selectFrom('webhook_deliveries')
    .select((query) => query.fn.min('wake_at').as('wake_at'))
    .where('wake_at', '>', now)
    .executeTakeFirst();
  return row?.wake_at ?? null;
}

/** Whether anything is due at `now`: the cheapest question, asked when idle. */
export async function anyDue(database: Database, now: number): Promise<boolean> {
  const row = await database.kysely
    .selectFrom('webhook_deliveries')
    .select('wake_at')
    .where('wake_at', '<=', now)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** With one process on the database, a lease found at start belongs to nobody. */
export async function releaseAllLeases(database: Database): Promise<void> {
  await sql`update webhook_deliveries set lease = null, wake_at = due_at
    where wake_at is not null and lease is not null`.execute(database.kysely);
}
