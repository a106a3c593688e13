import { type Transaction, sql } from 'kysely';
import { type Database, isForeignKeyViolation, StoreUnavailable, type Executor } from './database.ts';
import type { Tables } from './tables.ts';
import { executeWithNext } from './with-next.ts';

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

/**
 * A transaction that does not wait for the disk: it survives a killed process, and a power cut may undo it as a whole.
 * For what can be done again without harm, such as the claim of a delivery; never for what somebody was told is kept.
 */
export async function relaxedTransaction<Result>(
  database: Database,
  work: (transaction: Executor) => Promise<Result>,
): Promise<Result> {
  const { kysely, dialect } = database;
  if (dialect === 'postgres') {
    return await inTransaction(database, async (transaction) => {
      await executeWithNext(transaction, sql`set local synchronous_commit = off`);
      return await work(transaction);
    });
  }
  // The embedded database has one connection: nobody else commits while it is held here.
  return await kysely.connection().execute(async (connection) => {
    await sql`pragma synchronous = normal`.execute(connection);
    try {
      return await connection.transaction().execute(work);
    } finally {
      await sql`pragma synchronous = full`.execute(connection);
    }
  });
}
