import { sql } from 'kysely';
import type { Clock } from '../../clock.ts';
import type { Database } from '../../db/database.ts';
import { relaxedTransaction } from '../../db/transaction.ts';
import { foldDeliveryCounts } from '../deliveries/store.ts';

export interface HistoryOptions {
  database: Database;
  clock: Clock;
  /** How long a delivery that is over stays. */
  keepMs: number;
  onError: (error: unknown) => void;
}

const everyMs = 60_000;
/** A batch is short enough, and the pause after it long enough, that nobody notices. */
const deliveriesAtOnce = 200;
const pauseMs = 100;

/**
 * Removes deliveries that were over long ago, with their attempts, and events that no delivery is left of, and keeps the
 * counts of what is left short.
 */
export function createHistory({ database, clock, keepMs, onError }: HistoryOptions) {
  let timer: NodeJS.Timeout | undefined;
  let pruning: Promise<void> = Promise.resolve();
  let stopped = false;

  function next(milliseconds: number): void {
    if (stopped) return;
    timer = setTimeout(() => {
      pruning = prune();
    }, milliseconds);
    timer.unref();
  }

  async function prune(): Promise<void> {
    try {
      const removed = await pruneDeliveries(database, clock.now() - keepMs);
      if (removed < deliveriesAtOnce) await foldDeliveryCounts(database);
      next(removed === deliveriesAtOnce ? pauseMs : everyMs);
    } catch (error) {
      onError(error);
      next(everyMs);
    }
  }

  return {
    start: (): void => next(everyMs),
    async stop(): Promise<void> {
      stopped = true;
      clearTimeout(timer);
      await pruning;
    },
  };
}

interface Removed {
  organization_id: string;
  event_id: string;
}

/**
 * Removes one batch of the deliveries that were over before an instant of real time. A world's clock is never behind real
 * time: putting it forward takes nothing away. Says how many were removed.
 */
export async function pruneDeliveries(database: Database, before: number): Promise<number> {
  const passOver = database.dialect === 'postgres' ? sql`for update skip locked` : sql``;
  const hold = database.dialect === 'postgres' ? sql`for update` : sql``;
  return await relaxedTransaction(database, async (transaction) => {
    const { rows } = await sql<Removed>`
      delete from webhook_deliveries where (organization_id, id) in (
        select organization_id, id from webhook_deliveries
        where completed_at is not null and completed_at < ${before}
        order by completed_at limit ${deliveriesAtOnce} ${passOver}
      ) returning organization_id, event_id`.execute(transaction);
    if (rows.length === 0) return 0;
    const events = sql.join(rows.map((row) => sql`(${row.organization_id}, ${row.event_id})`));
    // Held before it is asked who still needs them: a redelivery made at this moment keeps its event.
    await sql`select id from webhook_events where (organization_id, id) in (values ${events}) ${hold}`.execute(
      transaction,
    );
    await sql`delete from webhook_events where (organization_id, id) in (values ${events}) and not exists (
      select 1 from webhook_deliveries as left_over
      where left_over.organization_id = webhook_events.organization_id and left_over.event_id = webhook_events.id
    )`.execute(transaction);
    return rows.length;
  });
}
