import { sql } from 'kysely';
import type { Clock } from '../../clock.ts';
import type { Database } from '../../db/database.ts';

export interface DrainOptions {
  database: Database;
  clock: Clock;
  wake: (webhookIds: string[]) => void;
  /** Callbacks for every write of attempts in this process. */
  written: Set<() => void>;
}

/** How long to wait before looking at what another process has under way. */
const lookAgainMs = 50;

/**
 * Delivers what is due for one organization and waits until nothing of it is due or under way, or until `deadline`
 * (real time in milliseconds). Says whether it got that far.
 */
export function createDrain({ database, clock, wake, written }: DrainOptions) {
  return async (organizationId: string, deadline = Infinity): Promise<boolean> => {
    for (;;) {
      const { rows } = await sql<{ webhook_id: string }>`
        select distinct webhook_id from webhook_deliveries
        where organization_id = ${organizationId} and status = 'PENDING' and wake_at is not null
          and (lease is not null or wake_at <= ${clock.now()})`.execute(database.kysely);
      if (rows.length === 0) return true;
      if (clock.now() >= deadline) return false;
      const change = nextWrite(written);
      wake(rows.map((row) => row.webhook_id));
      await change;
    }
  };
}

async function nextWrite(written: Set<() => void>): Promise<void> {
  await new Promise<void>((resolve) => {
    const tell = () => {
      clearTimeout(timer);
      written.delete(tell);
      resolve();
    };
    const timer = setTimeout(tell, lookAgainMs);
    written.add(tell);
  });
}
