import { type CompiledQuery, type RawBuilder, sql } from 'kysely';
import { builtOnce } from './built-once.ts';
import type { Executor } from './database.ts';
import { executeWithNext } from './transaction.ts';

type Value = string | number | null;

/** A row of an answer, and whose it is: from 1. */
type Numbered<Row> = Row & { readonly nth: number };

/** A statement of PostgreSQL that does for several at once what each of them asks for. */
export type JointStatement<Given, Row> = (
  db: Executor,
  given: readonly Given[],
) => CompiledQuery<Numbered<Row>>;

/**
 * Built once, of one text however many ask. `asked` stands for a table of that name with what is given, a column for each, and `nth`,
 * by which a row of the answer says whose it is.
 */
export function jointStatement<Given extends Record<keyof Given, Value>, Row = object>(
  columns: { readonly [Name in keyof Given]: 'text' | 'bigint' },
  build: (asked: RawBuilder<unknown>) => RawBuilder<Numbered<Row>>,
): JointStatement<Given, Row> {
  const names = Object.keys(columns) as (keyof Given & string)[];
  const built = builtOnce((_db, lists: Record<string, string | number>) => {
    const listed = names.map((name) => sql`cast(${lists[name]} as ${sql.raw(columns[name])}[])`);
    const shape = sql.raw([...names, 'nth'].join(', '));
    const all = sql`unnest(${sql.join(listed)}) with ordinality as each (${shape})`;
    // The limit cuts nothing off. It says that they are few: PostgreSQL keeps the plan that it made while a table was small, and
    // would read all of it ever after.
    return build(sql`(select * from ${all} limit ${lists['given']}) as asked`);
  });
  return (db, given) => {
    const lists: Record<string, string | number> = { given: given.length };
    for (const name of names) lists[name] = arrayOf(given.map((each) => each[name]));
    return built({ db, dialect: 'postgres' }, lists);
  };
}

/** As PostgreSQL reads an array. */
function arrayOf(values: readonly Value[]): string {
  const items = values.map((value) => (typeof value === 'string' ? `"${escaped(value)}"` : String(value)));
  return `{${items.join(',')}}`;
}

/** Bodies of events have many quotes: this takes a third of the time of a pattern. */
function escaped(text: string): string {
  const slashed = text.includes('\\') ? text.replaceAll('\\', '\\\\') : text;
  return slashed.split('"').join('\\"');
}

interface Ask {
  readonly given: unknown;
  readonly giveRows: (rows: never[]) => void;
}

type AnyStatement = JointStatement<never, object>;

/** By their transaction, what its members ask for. */
const shared = new WeakMap<Executor, JointAsks>();

/** Asks for something and waits for the rows; in a transaction that others share, together with what they ask for. */
export async function ask<Given, Row>(
  transaction: Executor,
  statement: JointStatement<Given, Row>,
  given: Given,
): Promise<Row[]> {
  const asks = shared.get(transaction);
  if (asks !== undefined) return await asks.wait(statement, given);
  return (await transaction.executeQuery(statement(transaction, [given]))).rows;
}

/** Asks for something that nobody waits for, as `executeWithNext` does. */
export async function askWithNext<Given, Row>(
  transaction: Executor,
  statement: JointStatement<Given, Row>,
  given: Given,
  giveRows: (rows: Row[]) => void = () => {},
): Promise<void> {
  const asks = shared.get(transaction);
  if (asks !== undefined) asks.add(statement, { given, giveRows });
  else await executeWithNext(transaction, statement(transaction, [given]), giveRows);
}

/** What the members of one transaction ask for. They go in step: it is sent when each of them waits for something, or is done. */
export class JointAsks {
  readonly #transaction: Executor;
  readonly #asked = new Map<AnyStatement, Ask[]>();
  readonly #awaited = new Set<AnyStatement>();
  #waiting: ((error: unknown) => void)[] = [];
  #busy: number;
  #failure: { readonly cause: unknown } | undefined;

  constructor(transaction: Executor, members: number) {
    this.#transaction = transaction;
    this.#busy = members;
    shared.set(transaction, this);
  }

  add(statement: AnyStatement, asked: Ask): void {
    const others = this.#asked.get(statement);
    if (others === undefined) this.#asked.set(statement, [asked]);
    else others.push(asked);
  }

  wait<Row>(statement: AnyStatement, given: unknown): Promise<Row[]> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== undefined) {
        reject(this.#failure.cause);
        return;
      }
      this.add(statement, { given, giveRows: resolve });
      this.#awaited.add(statement);
      this.#waiting.push(reject);
      this.#sendIfAllWait();
    });
  }

  /** A member is done. */
  leave(): void {
    this.#busy -= 1;
    this.#sendIfAllWait();
  }

  /** A member is done, and nothing can be kept: the others need not wait any more. */
  fail(cause: unknown): void {
    this.#busy -= 1;
    this.#giveUp(cause, this.#waiting.splice(0));
  }

  /** Sends what nobody waits for, with the commit. @throws what ails the first member that failed */
  async finish(): Promise<void> {
    shared.delete(this.#transaction);
    if (this.#failure === undefined) await this.#send();
    if (this.#failure !== undefined) throw this.#failure.cause;
  }

  #sendIfAllWait(): void {
    if (this.#waiting.length > 0 && this.#waiting.length === this.#busy) void this.#send();
  }

  async #send(): Promise<void> {
    const [asked, waiting] = [[...this.#asked], this.#waiting.splice(0)];
    this.#asked.clear();
    try {
      for (const [statement, asks] of asked) {
        const joint = statement(
          this.#transaction,
          asks.map(({ given }) => given as never),
        );
        const give = (rows: Numbered<object>[]) => deal(rows, asks);
        if (this.#awaited.delete(statement)) give((await this.#transaction.executeQuery(joint)).rows);
        else await executeWithNext(this.#transaction, joint, give);
      }
    } catch (cause) {
      this.#giveUp(cause, waiting);
    }
  }

  #giveUp(cause: unknown, waiting: readonly ((error: unknown) => void)[]): void {
    this.#failure ??= { cause };
    for (const reject of waiting) reject(cause);
  }
}

/** To each the rows that are its own. */
function deal(rows: readonly Numbered<object>[], asks: readonly Ask[]): void {
  const dealt: object[][] = asks.map(() => []);
  for (const row of rows) dealt[row.nth - 1]?.push(row);
  for (const [index, { giveRows }] of asks.entries()) giveRows(dealt[index] as never[]);
}
