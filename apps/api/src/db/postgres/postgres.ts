import { type CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import { type ConnectionsOptions, openConnections } from './connections.ts';
import { type Database, StoreUnavailable } from '../database.ts';
import { jointTransactions } from './joint-transactions.ts';
import { migrate } from '../migrate.ts';
import { type NamedStatement, openPipelines, type Pipelines } from './pipelines.ts';
import type { Tables } from '../tables.ts';

export type PostgresOptions = Pick<ConnectionsOptions, 'poolSize' | 'onError'>;

/**
 * Opens (and migrates) a PostgreSQL database; several processes may do so at once.
 * @throws when it cannot be reached within two seconds.
 */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Database> {
  await migrateFirst(url, options);
  const pool = openConnections(url, options);
  const pipelines = openPipelines(url, options);
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    dialect: 'postgres',
    kysely,
    read: preparedRead(pipelines),
    jointTransaction: jointTransactions(kysely),
    ping: async () => {
      const { rows } = await sql<{ read_only: string }>`
        select current_setting('transaction_read_only') as read_only`.execute(kysely);
      if (rows[0]?.read_only === 'on') throw new StoreUnavailable('PostgreSQL can only be read.');
    },
    inUse: pool.inUse,
    async close() {
      await pipelines.end();
      await kysely.destroy();
    },
  };
}

/** A migration takes as long as it takes, and waits for another process's: on a connection of its own. */
async function migrateFirst(url: string, options: PostgresOptions): Promise<void> {
  const pool = openConnections(url, { ...options, poolSize: 1, unhurried: true });
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrate({ dialect: 'postgres', kysely });
  } finally {
    await kysely.destroy();
  }
}

/** Statements that are built once are named, so that a connection parses and plans each of them once. */
function preparedRead(pipelines: Pipelines): NonNullable<Database['read']> {
  const names = new Map<string, string>();
  return async <Row>({ sql: text, parameters }: CompiledQuery<Row>) => {
    const name = names.get(text) ?? `read-${names.size + 1}`;
    names.set(text, name);
    return pipelines.query<Row>({ name, text, values: parameters as NamedStatement['values'] });
  };
}
