import type { CompiledQuery } from 'kysely';
import type { Executor } from './database.ts';

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
