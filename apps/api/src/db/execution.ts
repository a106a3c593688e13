import { type Connection, Query } from 'pg';
import { typeParser } from './connections.ts';
import { type RowMaker, rowMaker } from './database.ts';

/** A statement that a connection parses and plans once, under its name. */
export interface NamedStatement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly (string | number | null)[];
}

/** The columns of a statement, of which PostgreSQL has said once what they are. */
export interface Columns {
  readonly rowOf: RowMaker;
  /** By column; undefined where the text is the value. */
  readonly parsers: readonly (((text: string) => unknown) | undefined)[];
}

interface Field {
  readonly name: string;
  readonly dataTypeID: Parameters<typeof typeParser>[0];
}

/** What the driver's connection does, of which its types tell another story. */
interface Wire {
  readonly parsedStatements: Record<string, string>;
  readonly submittedNamedStatements: Record<string, string>;
  parse(statement: { name: string; text: string }): void;
  bind(portal: { statement: string; values: NamedStatement['values']; valueMapper: typeof asText }): void;
  describe(portal: { type: 'P'; name: '' }): void;
  execute(): void;
  sync(): void;
}

type Done = (error: Error | null, rows?: Record<string, unknown>[]) => void;

/**
 * One execution of a statement, as the driver's own but for what that does again each time: columns are asked for once, and
 * rows are made of them as they come. It answers by a callback: what a promise of the driver has seen outlives the young
 * garbage, and takes a request's with it.
 */
export class Execution extends Query {
  readonly name: string;
  readonly text: string;
  readonly callback: Done;
  readonly #values: NamedStatement['values'];
  readonly #known: Map<string, Columns>;
  readonly #rows: Record<string, unknown>[] = [];
  #columns: Columns | undefined;

  constructor({ name, text, values }: NamedStatement, known: Map<string, Columns>, callback: Done) {
    super({ text });
    this.name = name;
    this.text = text;
    this.callback = callback;
    this.#values = values;
    this.#known = known;
  }

  override submit = (connection: Connection): void => {
    const wire = connection as unknown as Wire;
    const { name, text } = this;
    if ((wire.parsedStatements[name] ?? wire.submittedNamedStatements[name]) === undefined) {
      wire.parse({ name, text });
      wire.submittedNamedStatements[name] = text;
    }
    wire.bind({ statement: name, values: this.#values, valueMapper: asText });
    this.#columns = this.#known.get(name);
    if (this.#columns === undefined) wire.describe({ type: 'P', name: '' });
    wire.execute();
    wire.sync();
  };

  handleRowDescription({ fields }: { fields: readonly Field[] }): void {
    const parsers = fields.map(({ dataTypeID }) => typeParser(dataTypeID));
    this.#columns = { rowOf: rowMaker(fields.map(({ name }) => name)), parsers };
    this.#known.set(this.name, this.#columns);
  }

  handleDataRow({ fields: values }: { fields: unknown[] }): void {
    const { rowOf, parsers } = this.#columns as Columns;
    for (const [column, parse] of parsers.entries()) {
      if (parse !== undefined && values[column] !== null) values[column] = parse(values[column] as string);
    }
    this.#rows.push(rowOf(values));
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.callback(null, this.#rows);
  }
}

function asText(value: NamedStatement['values'][number]): string | null {
  return value === null ? null : String(value);
}
