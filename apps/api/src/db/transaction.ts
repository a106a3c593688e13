import { type CompiledQuery, type Transaction, sql } from 'kysely';
import { type Database, isForeignKeyViolation, StoreUnavailable, type Executor } from './database.ts';
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

export function isConflict(error: unknown): boolean {
  return error instanceof Error && 'code' in error && conflicts.has(String(error.code));
}

/**
 * For transactions that look up what they know the keys of: PostgreSQL keeps the plan that it made of a small table, where reading all
 * of it is the shortest way.
 */
export const byIndexes = sql`set local enable_seqscan = off`;

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
      await executeWithNext(transaction, byIndexes);
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

type GiveRows<Row> = (rows: Row[]) => void;

/** By their parameters, which travel with a statement from Kysely to the connection. */
const withNext = new WeakMap<readonly unknown[], GiveRows<never>>();

/**
 * Executes a statement of a transaction whose answer nobody waits for. On PostgreSQL it is sent with the next statement, or with the
 * commit, and saves a wait of its own, which is longest for those who wait for the rows that it locks. It fails with what it
 * was sent with: what may fail and shall be told apart is awaited. `giveRows` gets its rows before the commit is known.
 */
export async function executeWithNext<Row>(
  transaction: Executor,
  statement: CompiledQuery<Row> | { compile(executor: Executor): CompiledQuery<Row> },
  giveRows: GiveRows<Row> = () => {},
): Promise<void> {
  const compiled = 'compile' in statement ? statement.compile(transaction) : statement;
  withNext.set(compiled.parameters, giveRows);
  const { rows } = await transaction.executeQuery(compiled);
  // A connection that sends it later has taken this, and has no rows yet.
  if (withNext.delete(compiled.parameters)) giveRows(rows);
}

/** Where the rows go of the statement that has these parameters; undefined: it is waited for. */
export function takeSentWithNext(parameters: readonly unknown[]): GiveRows<never> | undefined {
  const giveRows = withNext.get(parameters);
  withNext.delete(parameters);
  return giveRows;
}
