import { type CompiledQuery, type Kysely, sql, type Transaction } from 'kysely';
import type { GroupCommit } from './group-commit.ts';
import type { Tables } from './tables.ts';

export type Dialect = 'sqlite' | 'postgres';

/** A connection or a transaction: whatever a statement can run on. */
export type Executor = Kysely<Tables> | Transaction<Tables>;

/** One step of the schema; never edited once released. */
export type SchemaStep = (db: Kysely<never>, dialect: Dialect) => Promise<void>;

/** How the connections of a process stand. */
export interface ConnectionsInUse {
  readonly open: number;
  readonly idle: number;
  /** Requests that wait for one. */
  readonly waiting: number;
}

/**
 * Runs work in a transaction that it may share with others, for all that can be seen of it, if none of them has the same name:
 * of two with one name the second begins after the first has ended, since what a transaction locks does not keep out its own members.
 */
export type JointTransaction = <Result>(
  name: string,
  work: (transaction: Transaction<Tables>) => Promise<Result>,
) => Promise<Result>;

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
  /** Runs several of a kind in one transaction; absent where all are. */
  readonly jointTransaction?: JointTransaction;
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

/** A store cannot do its work now, and what was asked for was not done: it may be asked for again. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** A change was sent, and no answer came: it may have been made or not. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
}

export type RowMaker = (values: readonly unknown[]) => Record<string, unknown>;

/** Makes an object of a row: code of its own for each statement, as the engine makes objects of one shape fastest. */
export function rowMaker(names: readonly string[]): RowMaker {
  const properties = names.map((name, index) => `${JSON.stringify(name)}: values[${index}]`);
  // The names are those of columns in statements of our own.
  // oxlint-disable-next-line typescript/no-implied-eval
  return new Function('values', `return { ${properties.join(', ')} };`) as RowMaker;
}

/**
 * The same items with the last one repeated, so that lists have few different lengths: a statement with a list has a text for each
 * of them, which is parsed and planned, and kept. For statements to which it does not matter that one comes twice.
 */
export function inFewLengths<Item>(items: readonly Item[]): Item[] {
  const length = 2 ** Math.ceil(Math.log2(Math.max(1, items.length)));
  return Array.from({ length }, (_, index) => items[Math.min(index, items.length - 1)] as Item);
}

const byItsValues = '/* planned by its values */';

/** Ends a statement whose best plan depends on its values: PostgreSQL would settle on one plan for all of them. */
export const plannedByItsValues = sql.raw(byItsValues);

export function isPlannedByItsValues(text: string): boolean {
  return text.endsWith(byItsValues);
}
