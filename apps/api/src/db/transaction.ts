import type { Transaction } from 'kysely';
import type { Database } from './database.ts';
import { isForeignKeyViolation } from './database.ts';
import { StoreUnavailable } from './outage.ts';
import type { Tables } from './tables.ts';

const mostAttempts = 5;
const longestPauseMs = 20;

/**
 * Runs `work` in a transaction. Where another one was in its way (a deadlock, a row that went meanwhile), PostgreSQL has
 * undone it and it is run again: `work` may run several times and changes nothing but the database.
 *
 * @throws StoreUnavailable when something is in the way every time.
 */
export function inTransaction<Result>(
  { kysely, groupCommit }: Pick<Database, 'kysely' | 'groupCommit'>,
  work: (transaction: Transaction<Tables>) => Promise<Result>,
): Promise<Result> {
  if (groupCommit !== undefined) return groupCommit(work);
  return repeated(() => kysely.transaction().execute(work));
}

/** Runs a whole transaction, and runs it again where another one was in its way. */
export async function repeated<Result>(transaction: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction();
    } catch (error) {
      if (!isConflict(error)) throw error;
      if (attempt === mostAttempts) throw isForeignKeyViolation(error) ? error : unavailable(error);
    }
    // Those that were in each other's way do not come back at the same time.
    await new Promise((resolve) => {
      setTimeout(resolve, Math.random() * longestPauseMs);
    });
  }
}

const conflicts = new Set(['40001', '40P01', '23503']);

function unavailable(cause: unknown): StoreUnavailable {
  return new StoreUnavailable('Other transactions were in the way.', { cause });
}

function isConflict(error: unknown): boolean {
  return error instanceof Error && 'code' in error && conflicts.has(String(error.code));
}
