import type { PostgresPoolClient } from 'kysely';
import { DatabaseError, type PoolClient } from 'pg';
import { OutcomeUnknown, StoreUnavailable } from '../database.ts';
import { type Columns, Execution, type Outcome, type Statement } from './execution.ts';
import { currentTimeBudget, unlessAnswered } from '../time-budget.ts';
import { takeSentWithNext } from '../transaction.ts';

export interface ConnectionState {
  /** When the server last answered on it, or took it. */
  heard: number;
  broken: Error | undefined;
}

interface Lending {
  readonly state: ConnectionState;
  readonly silence: number;
  /** Told since when the server has not answered, when it is given up. */
  readonly onSilence: (since: number) => void;
  readonly nameOf: (text: string) => string | undefined;
  readonly known: Map<string, Columns>;
}

interface Asked extends Pick<Statement, 'text' | 'values'> {
  /** Given the rows, where nobody waits for them. */
  readonly giveRows?: ((rows: never[]) => void) | undefined;
}

/** What Kysely is told of a statement that has not been sent yet. */
const unsent: Outcome = { command: '', rowCount: 0, rows: [] };

/** A connection in the hands of one borrower. */
export function lend(
  client: PoolClient,
  { state, silence, onSilence, nameOf, known }: Lending,
): PostgresPoolClient {
  /** Whether PostgreSQL knows of the transaction. */
  let begun = false;
  /** What is sent with the next statement: the beginning of a transaction, and what nobody waits for. */
  let ahead: Asked[] = [];

  function breakOff(reason: string): void {
    state.broken ??= new Error(reason);
    client.connection.stream.destroy(state.broken);
  }

  /** Sends them in one piece. @returns the answer to the last one; @throws what ails the first that fails */
  async function send(statements: readonly Asked[]): Promise<Outcome> {
    const last = statements.at(-1);
    // A commit ends the transaction also where one of those before it has failed, as a rollback: it is not answered with them.
    const groups = last?.text === 'commit' ? [statements.slice(0, -1), [last]] : [statements];
    const { stream } = client.connection;
    stream.cork();
    const executed = Promise.allSettled(groups.map(execute));
    stream.uncork();
    let outcome = unsent;
    for (const done of await executed) {
      if (done.status === 'rejected') throw done.reason;
      outcome = done.value;
    }
    return outcome;
  }

  async function execute(statements: readonly Asked[]): Promise<Outcome> {
    if (statements.length === 0) return unsent;
    const outcomes = await new Promise<readonly Outcome[]>((resolve, reject) => {
      const isPlain = statements.length === 1 && statements[0]?.values.length === 0;
      const named = statements.map(({ text, values }) => ({
        name: isPlain ? undefined : nameOf(text),
        text,
        values,
      }));
      // oxlint-disable-next-line promise/prefer-await-to-callbacks -- the driver speaks in callbacks
      const done = (error: Error | null, all: readonly Outcome[] = []) =>
        error === null ? resolve(all) : reject(error);
      client.query(new Execution(named, known, done));
    });
    for (const [index, { giveRows }] of statements.entries()) {
      giveRows?.((outcomes[index]?.rows ?? []) as never[]);
    }
    return outcomes.at(-1) ?? unsent;
  }

  async function query(text: string, values: Statement['values'] = []) {
    const verb = verbOf(text);
    const isOpen = begun || ahead.length > 0;
    const giveRows = isOpen ? takeSentWithNext(values) : undefined;
    if (beginning.has(verb) || giveRows !== undefined) {
      ahead.push({ text, values, giveRows });
      return unsent;
    }
    const statements = verb === 'rollback' ? [{ text, values }] : [...ahead, { text, values }];
    const begins = ahead.length > 0;
    ahead = [];
    // A transaction of which PostgreSQL knows nothing, and in which nothing was done.
    if (!begun && (verb === 'rollback' || (verb === 'commit' && statements.length === 2))) return unsent;
    const { broken } = state;
    // The server has undone, or will undo, what a connection that is gone had begun.
    if (broken !== undefined && verb === 'rollback') return unsent;
    if (broken !== undefined) throw new StoreUnavailable('The connection is gone.', { cause: broken });
    const budget = currentTimeBudget();
    const limit = Math.min(silence, budget?.left ?? silence);
    if (limit <= 0) {
      if (begun) breakOff('Out of time inside a transaction.');
      throw new StoreUnavailable('Out of time.');
    }
    const asked = performance.now();
    const answered = unlessAnswered(limit, () => {
      onSilence(asked);
      breakOff('No answer in time.');
    });
    begun ||= begins;
    try {
      return await send(statements);
    } catch (cause) {
      if (cause instanceof DatabaseError && !isOutage(cause.code)) throw cause;
      const isAnswer = cause instanceof DatabaseError;
      if (!isAnswer && (verb === 'commit' || (!begun && changing.has(verb)))) {
        throw new OutcomeUnknown(`No answer to ${verb}.`, { cause });
      }
      throw new StoreUnavailable('PostgreSQL does not answer.', { cause });
    } finally {
      answered();
      state.heard = performance.now();
      if (budget !== undefined) budget.left -= state.heard - asked;
      if (verb === 'commit' || verb === 'rollback') begun = false;
    }
  }

  return {
    query: query as unknown as PostgresPoolClient['query'],
    release(destroy) {
      if (state.broken === undefined) client.release(destroy);
      else drop(client);
    },
  };
}

/** Gives a connection up at once: one that is silent would not answer a goodbye either. */
export function drop(client: PoolClient): void {
  client.connection.stream.destroy();
  client.release(true);
}

const beginning = new Set(['begin', 'start']);
const changing = new Set(['insert', 'update', 'delete']);

function verbOf(text: string): string {
  return /^\s*([a-z]+)/i.exec(text)?.[1]?.toLowerCase() ?? '';
}

/** Connection lost, out of resources, shutting down, read-only, and sessions and statements that were ended for taking too long. */
export function isOutage(code = ''): boolean {
  return /^(08|53|58|57P0[1235]|57014|25006|25P0[34])/.test(code);
}
