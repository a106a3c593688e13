import { sql } from 'kysely';
import type { Database, Executor } from './database.ts';
import { inTransaction } from './transaction.ts';

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
      await sql`set local synchronous_commit = off`.execute(transaction);
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
