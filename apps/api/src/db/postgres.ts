import { type CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import { Pool, type PoolConfig, type QueryResultRow, types } from 'pg';
import type { Database } from './database.ts';
import { migrate } from './migrate.ts';
import type { Tables } from './tables.ts';

export interface PostgresOptions {
  /** Connections of this process at most. */
  readonly poolSize?: number;
  /** Told of connections that broke while idle. */
  readonly onError?: (error: Error) => void;
}

// Waiting for a connection that is busy counts as well.
const connectMilliseconds = 5_000;
const statementMilliseconds = 10_000;

const { INT8 } = types.builtins;

// Only text comes here: nothing asks the server for binary values.
const getTypeParser = ((type: Parameters<typeof types.getTypeParser>[0], format?: 'text') =>
  type === INT8 ? Number : types.getTypeParser(type, format)) as typeof types.getTypeParser;

/** A pool whose bigint columns come back as numbers: everything kept in them is below 2^53. */
export function createPool(url: string, options: PostgresOptions & PoolConfig = {}): Pool {
  const { poolSize = 10, onError, ...config } = options;
  const pool = new Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: connectMilliseconds,
    statement_timeout: statementMilliseconds,
    types: { getTypeParser },
    ...config,
  });
  pool.on('error', (error) => onError?.(error));
  return pool;
}

/**
 * Opens (and migrates) a PostgreSQL database; several processes may do so at once.
 * @throws when it cannot be reached within five seconds.
 */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Database> {
  const pool = createPool(url, options);
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const database: Database = {
    dialect: 'postgres',
    kysely,
    read: preparedRead(pool),
    ping: async () => {
      await pool.query('select 1');
    },
    close: () => kysely.destroy(),
  };
  try {
    await pool.query('select 1');
    await migrate(database);
  } catch (cause) {
    await pool.end();
    throw cause;
  }
  return database;
}

/** Statements that are built once are named, so that a connection parses and plans each of them once. */
function preparedRead(pool: Pool): NonNullable<Database['read']> {
  const names = new Map<string, string>();
  return async <Row>({ sql, parameters }: CompiledQuery<Row>) => {
    const name = names.get(sql) ?? `read-${names.size + 1}`;
    names.set(sql, name);
    const { rows } = await pool.query<Row & QueryResultRow>({ name, text: sql, values: [...parameters] });
    return rows;
  };
}
