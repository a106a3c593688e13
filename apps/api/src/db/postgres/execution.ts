import { type Connection, Query, types } from 'pg';
import { type RowMaker, rowMaker } from '../database.ts';

/** What a statement is given; undefined is null. */
type Value = string | number | bigint | boolean | null | undefined;

export interface Statement {
  /** What a connection parses and plans once; undefined: each time. */
  readonly name: string | undefined;
  readonly text: string;
  readonly values: readonly Value[];
}

/** What came of a statement. */
export interface Outcome {
  /** The first word of what was done, such as INSERT. */
  readonly command: string;
  /** Rows that were read or changed. */
  readonly rowCount: number;
  readonly rows: Record<string, unknown>[];
}

/** The columns of a statement, of which PostgreSQL has said once what they are. */
export interface Columns {
  readonly rowOf: RowMaker;
  /** By column; undefined where the text is the value. */
  readonly parsers: readonly (((text: string) => unknown) | undefined)[];
}

interface Field {
  readonly name: string;
  readonly dataTypeID: Type;
}

/** What the driver's connection does, of which its types tell another story. */
interface Wire {
  readonly parsedStatements: Record<string, string>;
  readonly submittedNamedStatements: Record<string, string>;
  parse(statement: { name: string; text: string }): void;
  query(text: string): void;
  bind(portal: { statement: string; values: Statement['values']; valueMapper: typeof asText }): void;
  describe(portal: { type: 'P'; name: '' }): void;
  execute(): void;
  sync(): void;
}

type Type = Parameters<typeof types.getTypeParser>[0];
/** Told what came of each statement, or what ails the first that failed. */
type Done = (error: Error | null, outcomes?: readonly Outcome[]) => void;

const noColumns: Columns = { rowOf: rowMaker([]), parsers: [] };

/**
 * One execution of some statements, as the driver's own but for what that does again each time: columns are asked for once, and
 * rows are made of them as they come. The statements leave together and are answered together, by one sync: each answer of its own
 * would be a write of the server's and a read here. What follows one that fails is not executed. Only a statement that is alone,
 * without name and values, may have several commands in its text.
 *
 * It answers by a callback: what a promise of the driver has seen outlives the young garbage, and takes a request's with it.
 */
export class Execution extends Query {
  /** Of the statement that is being answered, which the driver notes as parsed. */
  name = '';
  text = '';
  readonly callback: Done;
  readonly #statements: readonly Statement[];
  readonly #known: Map<string, Columns>;
  readonly #outcomes: Outcome[] = [];
  #rows: Record<string, unknown>[] = [];
  #columns: Columns | undefined;

  constructor(statements: readonly Statement[], known: Map<string, Columns>, callback: Done) {
    super({ text: '' });
    this.callback = callback;
    this.#statements = statements;
    this.#known = known;
  }

  override submit = (connection: Connection): void => {
    const wire = connection as unknown as Wire;
    this.#expectNext();
    const [first] = this.#statements;
    if (this.#statements.length === 1 && first?.name === undefined && first?.values.length === 0) {
      wire.query(first.text);
      return;
    }
    for (const { name = '', text, values } of this.#statements) {
      if (name === '' || (wire.parsedStatements[name] ?? wire.submittedNamedStatements[name]) === undefined) {
        wire.parse({ name, text });
        if (name !== '') wire.submittedNamedStatements[name] = text;
      }
      wire.bind({ statement: name, values, valueMapper: asText });
      if (!this.#known.has(name)) wire.describe({ type: 'P', name: '' });
      wire.execute();
    }
    wire.sync();
  };

  #expectNext(): void {
    const { name = '', text = '' } = this.#statements[this.#outcomes.length] ?? {};
    this.name = name;
    this.text = text;
    this.#columns = this.#known.get(name);
    this.#rows = [];
  }

  handleRowDescription({ fields }: { fields: readonly Field[] }): void {
    const parsers = fields.map(({ dataTypeID }) => typeParser(dataTypeID));
    this.#columns = { rowOf: rowMaker(fields.map(({ name }) => name)), parsers };
    if (this.name !== '') this.#known.set(this.name, this.#columns);
  }

  handleDataRow({ fields: values }: { fields: unknown[] }): void {
    const { rowOf, parsers } = this.#columns as Columns;
    for (const [column, parse] of parsers.entries()) {
      if (parse !== undefined && values[column] !== null) values[column] = parse(values[column] as string);
    }
    this.#rows.push(rowOf(values));
  }

  handleCommandComplete({ text }: { text: string }): void {
    if (this.#columns === undefined && this.name !== '') this.#known.set(this.name, noColumns);
    // `INSERT 0 1`, `SELECT 20`, `COMMIT`
    const words = text.split(' ');
    this.#outcomes.push({
      command: words[0] ?? '',
      rowCount: Number(words.at(-1)) || 0,
      rows: this.#rows,
    });
    this.#expectNext();
  }

  handleError(error: Error, connection: Connection): void {
    // The server has not read what follows the one that failed.
    const { submittedNamedStatements } = connection as unknown as Wire;
    for (const { name = '' } of this.#statements) delete submittedNamedStatements[name];
    this.callback(error);
  }

  handleReadyForQuery(): void {
    this.callback(null, this.#outcomes);
  }
}

function asText(value: Value): string | null {
  return value === null || value === undefined ? null : String(value);
}

const { INT8, TEXT } = types.builtins;

/**
 * How the values of a column are read; undefined: as they come. Only text comes here: nothing asks the server for binary
 * values. Bigint columns come back as numbers: everything kept in them is below 2^53.
 */
function typeParser(type: Type): ((text: string) => unknown) | undefined {
  if (type === TEXT) return undefined;
  return type === INT8 ? Number : types.getTypeParser(type, 'text');
}
