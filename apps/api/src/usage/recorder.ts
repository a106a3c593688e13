import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Watcher } from '../http/arrival.ts';

export interface UsageRecorderOptions {
  readonly database: Database;
  readonly onError: (error: unknown) => void;
}

type StatusClass = 'successes' | 'client_errors' | 'rate_limited' | 'server_errors';
type Day = { organizationId: string; date: string } & Record<StatusClass, number>;

const flushMs = 5_000;

/**
 * Counts requests by day and by class of status, and remembers when each key was last used, in memory; what has gathered
 * is written every few seconds. No request waits for it, and a crash loses the last of it.
 */
export function createUsageRecorder({ database, onError }: UsageRecorderOptions) {
  let days = new Map<string, Day>();
  let lastUsed = new Map<string, number>();
  let writing: Promise<void> = Promise.resolve();

  const watcher: Watcher = ({ exchange, response }) => {
    const { caller, startedAt } = exchange;
    if (caller === undefined || !response.headersSent) return;
    const { key } = caller;
    const { id: organizationId, clockOffset } = key.organization;
    const at = startedAt + clockOffset;
    const date = new Date(at).toISOString().slice(0, 10);
    const place = `${organizationId} ${date}`;
    let day = days.get(place);
    if (day === undefined) {
      day = { organizationId, date, successes: 0, client_errors: 0, rate_limited: 0, server_errors: 0 };
      days.set(place, day);
    }
    day[classOf(response.statusCode)] += 1;
    lastUsed.set(key.keyId, at);
  };

  async function write(): Promise<void> {
    const counted = [...days.values()];
    const used = [...lastUsed];
    days = new Map();
    lastUsed = new Map();
    if (counted.length === 0 && used.length === 0) return;
    await inTransaction(database, async (transaction) => {
      // In one order, so that two processes that write the same rows do not wait for each other.
      for (const day of counted.toSorted((a, b) => (a.organizationId < b.organizationId ? -1 : 1))) {
        await sql`insert into usage_days
          (organization_id, date, successes, client_errors, rate_limited, server_errors)
          select id, ${day.date}, ${day.successes}, ${day.client_errors}, ${day.rate_limited}, ${day.server_errors}
          from organizations where id = ${day.organizationId}
          on conflict (organization_id, date) do update set
            successes = usage_days.successes + excluded.successes,
            client_errors = usage_days.client_errors + excluded.client_errors,
            rate_limited = usage_days.rate_limited + excluded.rate_limited,
            server_errors = usage_days.server_errors + excluded.server_errors`.execute(transaction);
      }
      for (const [id, at] of used.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
        await transaction.updateTable('keys').set({ last_used_at: at }).where('id', '=', id).execute();
      }
    });
  }

  /** Resolves when all that was counted so far is written. */
  const flush = (): Promise<void> => {
    writing = writing.then(write).catch(onError);
    return writing;
  };

  const timer = setInterval(() => void flush(), flushMs);
  timer.unref();
  return {
    watcher,
    flush,
    close: async (): Promise<void> => {
      clearInterval(timer);
      await flush();
    },
  };
}

export type UsageRecorder = ReturnType<typeof createUsageRecorder>;

function classOf(status: number): StatusClass {
  if (status === 429) return 'rate_limited';
  if (status >= 500) return 'server_errors';
  return status >= 400 ? 'client_errors' : 'successes';
}
