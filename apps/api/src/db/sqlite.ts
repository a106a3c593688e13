import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { type CompiledQuery, Kysely, SqliteAdapter, SqliteDialect, type SqliteDatabase } from 'kysely';
import { type Database, rowMaker } from './database.ts';
import { demandRoom, diskFailure, ownFile } from './data-folder.ts';
import { groupCommit } from './group-commit.ts';
import { migrate } from './migrate.ts';
import type { Tables } from './tables.ts';

type Parameters = (null | number | bigint | string | Uint8Array)[];

/**
 * Opens (and creates, and migrates) the embedded database.
 * A file is in WAL mode with full sync: a commit that returned survives a power cut. `:memory:` survives nothing.
 */
export async function openSqlite(file: string): Promise<Database> {
  const inMemory = file === ':memory:';
  if (!inMemory) ownFile(file);
  const connection = new DatabaseSync(file);
  connection.exec(`
    pragma journal_mode = wal;
    pragma synchronous = full;
    pragma foreign_keys = on;
    pragma temp_store = memory;
    pragma cache_size = -16384;
  `);
  const reader = inMemory ? undefined : readerOf(file);
  const kysely = new Kysely<Tables>({
    dialect: new TransactionalSchema({ database: preparedOnce(connection, file) }),
  });
  const database: Database = {
    dialect: 'sqlite',
    kysely,
    groupCommit: groupCommit(kysely),
    ping: async () => {
      connection.exec('select 1');
      if (!inMemory) demandRoom(file);
    },
    ...(reader && { read: reader.read }),
    async close() {
      reader?.close();
      await kysely.destroy();
    },
  };
  await migrate(database);
  return database;
}

/** SQLite undoes changes of the schema like all others, and Kysely does not count on it: migrations that are broken off leave nothing. */
class TransactionalSchema extends SqliteDialect {
  override createAdapter() {
    return new TransactionalSchemaAdapter();
  }
}

class TransactionalSchemaAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl() {
    return true;
  }
}

/**
 * A second connection that reads what is committed. The one that writes belongs to one transaction at a time, and
 * asking Kysely for it costs as much as a page does.
 */
function readerOf(file: string): { read: NonNullable<Database['read']>; close(): void } {
  const connection = new DatabaseSync(file);
  connection.exec('pragma query_only = on; pragma cache_size = -32768');
  const statements = preparedOnce(connection, file);
  return {
    read: <Row>({ sql, parameters }: CompiledQuery<Row>) => statements.prepare(sql).all(parameters) as Row[],
    close: () => connection.close(),
  };
}

const mostStatements = 500;

/** node:sqlite as Kysely expects it; every statement is prepared once and kept. */
function preparedOnce(connection: DatabaseSync, file: string): SqliteDatabase {
  const kept = new Map<string, ReturnType<typeof adapt>>();
  return {
    close: () => connection.close(),
    prepare(sql) {
      let statement = kept.get(sql);
      if (statement === undefined) {
        // Lists of differing length make many statements: those that were made first go first.
        if (kept.size >= mostStatements) kept.delete(kept.keys().next().value ?? '');
        statement =
          sql === 'rollback' ? rollback(connection) : adapt(connection.prepare(plannedOnce(sql)), file);
        kept.set(sql, statement);
      }
      return statement;
    },
  };
}

/**
 * SQLite plans by the value of a bare `limit ?`, and so parses and plans the statement anew at every execution, which
 * costs as much as a page. Of an expression it does not ask the value beforehand.
 */
function plannedOnce(sql: string): string {
  return sql.replaceAll(/\b(limit|offset) \?/g, '$1 (? + 0)');
}

/** Some failures end a transaction by themselves: there is nothing left to roll back then. */
function rollback(connection: DatabaseSync): ReturnType<typeof adapt> {
  const statement = adapt(connection.prepare('rollback'), '');
  const nothing = { changes: 0, lastInsertRowid: 0 };
  return {
    ...statement,
    run: (parameters) => (connection.isTransaction ? statement.run(parameters) : nothing),
  };
}

function adapt(statement: StatementSync, file: string) {
  const names = statement.columns().map(({ name }) => name);
  // The objects that node:sqlite makes of rows are slow to make and slow to read.
  statement.setReturnArrays(true);
  const rowOf = rowMaker(names);
  return {
    reader: names.length > 0,
    all: (parameters: ReadonlyArray<unknown>) =>
      onDisk(file, () => (statement.all(...(parameters as Parameters)) as unknown as unknown[][]).map(rowOf)),
    run: (parameters: ReadonlyArray<unknown>) =>
      onDisk(file, () => statement.run(...(parameters as Parameters))),
    *iterate(parameters: ReadonlyArray<unknown>) {
      for (const values of statement.iterate(...(parameters as Parameters))) {
        yield rowOf(values as unknown as unknown[]);
      }
    },
  };
}

function onDisk<Result>(file: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw diskFailure(error, file);
  }
}
