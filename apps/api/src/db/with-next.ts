import type { CompiledQuery } from 'kysely';
import type { Executor } from './database.ts';

/** By their parameters, which travel with a statement from Kysely to the connection. */
const withNext = new WeakSet<readonly unknown[]>();

/**
 * Executes a statement of a transaction whose answer nobody needs. On PostgreSQL it is sent with the next statement, or with the
 * commit, and saves a wait of its own, which is longest for those who wait for the rows that it locks. It fails with what it
 * was sent with: what may fail and shall be told apart is awaited.
 */
export async function executeWithNext(
  transaction: Executor,
  statement: { compile(executor: Executor): CompiledQuery },
): Promise<void> {
  const compiled = statement.compile(transaction);
  withNext.add(compiled.parameters);
  await transaction.executeQuery(compiled);
}

/** Whether the statement that has these parameters is sent with the next one. */
export function isSentWithNext(parameters: readonly unknown[]): boolean {
  return withNext.has(parameters);
}
