import type { CompiledQuery, Kysely, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

export type Dialect = 'sqlite' | 'postgres';

/** A connection or a transaction: whatever a statement can run on. */
export type Executor = Kysely<Tables> | Transaction<Tables>;

/** One step of the schema; never edited once released. */
export type SchemaStep = (db: Kysely<never>, dialect: Dialect) => Promise<void>;

export interface Database {
  readonly dialect: Dialect;
  readonly kysely: Kysely<Tables>;
  /**
   * Reads what is committed by a statement that is built once, prepared once, and past the queue for the connection that
   * writes; absent where the database is that one connection.
   */
  readonly read?: <Row>(statement: CompiledQuery<Row>) => Row[] | Promise<Row[]>;
  /** Fails when the database cannot be reached. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

const postgresUniqueViolation = '23505';
const sqliteUniqueViolation = 2067;

/** Whether a statement failed because another row has the same key. */
export function isUniqueViolation(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, errcode } = error as { code?: unknown; errcode?: unknown };
  return code === postgresUniqueViolation || errcode === sqliteUniqueViolation;
}
