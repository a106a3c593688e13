import type { CompiledQuery, Kysely, Transaction } from 'kysely';
import type { ConnectionsInUse } from './connections.ts';
import type { GroupCommit } from './group-commit.ts';
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
  /** Runs transactions that wait for the disk together; absent where the database sees to that. */
  readonly groupCommit?: GroupCommit;
  /** How the connections stand, where there are several. */
  readonly inUse?: () => ConnectionsInUse;
  /** Fails when the database cannot be reached. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Whether a statement failed because another row has the same key. */
export function isUniqueViolation(error: unknown): boolean {
  return hasCode(error, '23505', 2067);
}

/** Whether a statement failed because the row that it refers to is not there. */
export function isForeignKeyViolation(error: unknown): boolean {
  return hasCode(error, '23503', 787);
}

function hasCode(error: unknown, postgresCode: string, sqliteCode: number): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, errcode } = error as { code?: unknown; errcode?: unknown };
  return code === postgresCode || errcode === sqliteCode;
}
