import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { type ClientConfig, DatabaseError, Pool, type PoolClient } from 'pg';
import { type ConnectionsInUse, OutcomeUnknown, StoreUnavailable } from './database.ts';
import { currentTimeBudget } from './time-budget.ts';
import { type Columns, Execution, type Outcome, type Statement } from './execution.ts';
import { takeSentWithNext } from './with-next.ts';

/** Connections to PostgreSQL, of which none is waited for without end. */
export interface Connections extends PostgresPool {
  readonly inUse: () => ConnectionsInUse;
}

export interface ConnectionsOptions {
  /** Connections of this process at most. */
  readonly poolSize?: number;
  /** Told of connections that broke while idle. */
  readonly onError?: (error: Error) => void;
  /** Settings of the session, such as `-c synchronous_commit=off`. */
  readonly session?: string;
  /** Statements take as long as they take: for migrations. */
  readonly unhurried?: boolean;
}

/** For a free connection, or for a new one. */
const connectMs = 2_000;
/** The server ends a statement after this, and a transaction of which nothing is heard: its client may be gone. */
const statementMs = 5_000;
/** A server that has not done so by then is not there. */
export const silenceMs = 6_000;

/**
 * Opens connections as they are needed. Whatever the network does, a borrowed connection answers or fails: within the
 * budget of the request, else within six seconds. One that fell silent is given up, and with it those that were idle
 * at the time, which have gone the same way.
 *
 * Rejections are `StoreUnavailable` where nothing was done, `OutcomeUnknown` where a change may have been made, and
 * what PostgreSQL says of the statement itself.
 */
export function openConnections(url: string, options: ConnectionsOptions = {}): Connections {
  const pool = new Pool({ ...configOf(url, options), pipeline: true, max: options.poolSize ?? 10 });
  pool.on('error', (error) => options.onError?.(error));
  const silence = options.unhurried ? Infinity : silenceMs;
  const nameOf = statementNames();
  const known = new Map<string, Columns>();
  const states = new WeakMap<PoolClient, State>();
  let generation = 0;
  // Its errors have an owner for as long as it is there: the server may end a connection before its borrower has it in hand.
  pool.on('connect', (client) => {
    const state: State = { generation, broken: undefined };
    states.set(client, state);
    client.on('error', (error) => {
      state.broken ??= error;
    });
  });

  async function connect(): Promise<PostgresPoolClient> {
    const budget = currentTimeBudget();
    if (budget !== undefined && budget.left <= 0) throw new StoreUnavailable('Out of time.');
    const asked = performance.now();
    try {
      for (;;) {
        const client = await pool.connect();
        const state = states.get(client);
        if (state?.generation === generation) {
          return lend(client, { state, silence, nameOf, known, onSilence: () => (generation += 1) });
        }
        drop(client);
      }
    } catch (cause) {
      throw new StoreUnavailable('No connection to PostgreSQL.', { cause });
    } finally {
      if (budget !== undefined) budget.left -= performance.now() - asked;
    }
  }

  return {
    connect,
    inUse: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    async end() {
      await pool.end();
    },
    options: pool.options,
  };
}

export function configOf(
  url: string,
  { session, unhurried }: Pick<ConnectionsOptions, 'session' | 'unhurried'>,
): ClientConfig {
  return {
    connectionString: url,
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
    ...(session !== undefined && { options: session }),
    ...(!unhurried && {
      statement_timeout: statementMs,
      idle_in_transaction_session_timeout: statementMs,
    }),
  };
}

const mostNames = 256;

/**
 * A statement with a name is parsed and planned once by each connection, which keeps it. Those that were first have
 * one; lists of differing length make more than a connection should keep.
 */
function statementNames(): (text: string) => string | undefined {
  const names = new Map<string, string>();
  return (text) => {
    const known = names.get(text);
    if (known !== undefined || names.size === mostNames) return known;
    const name = `statement-${names.size + 1}`;
    names.set(text, name);
    return name;
  };
}

interface State {
  /** How many times a connection had fallen silent when this one was opened. */
  readonly generation: number;
  broken: Error | undefined;
}

interface Lending {
  readonly state: State;
  readonly silence: number;
  readonly onSilence: () => void;
  readonly nameOf: (text: string) => string | undefined;
  readonly known: Map<string, Columns>;
}

interface Asked extends Pick<Statement, 'text' | 'values'> {
  /** Given the rows, where nobody waits for them. */
  readonly giveRows?: ((rows: never[]) => void) | undefined;
}

/** What Kysely is told of a statement that has not been sent yet. */
const unsent = { command: '', rowCount: 0, rows: [] };

/** A connection in the hands of one borrower. */
function lend(client: PoolClient, { state, silence, onSilence, nameOf, known }: Lending): PostgresPoolClient {
  /** Whether PostgreSQL knows of the transaction. */
  let begun = false;
  /** What is sent with the next statement: the beginning of a transaction, and what nobody waits for. */
  let ahead: Asked[] = [];

  function breakOff(reason: string): void {
    state.broken ??= new Error(reason);
    client.connection.stream.destroy(state.broken);
  }

  /** Sends them in one piece. @returns the answer to the last one; @throws what ails the first that fails */
  function send(statements: readonly Asked[]): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      let open = statements.length;
      let last: Outcome | undefined;
      let failure: Error | undefined;
      const { stream } = client.connection;
      stream.cork();
      for (const { text, values, giveRows } of statements) {
        const name = values.length === 0 ? undefined : nameOf(text);
        // oxlint-disable-next-line promise/prefer-await-to-callbacks -- the driver speaks in callbacks
        const done = (error: Error | null, outcome?: Outcome) => {
          failure ??= error ?? undefined;
          last = outcome;
          giveRows?.((outcome?.rows ?? []) as never[]);
          open -= 1;
          if (open > 0) return;
          if (failure === undefined && last !== undefined) resolve(last);
          else reject(failure);
        };
        client.query(new Execution({ name, text, values }, known, done));
      }
      stream.uncork();
    });
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
    const timer =
      limit === Infinity
        ? undefined
        : setTimeout(() => {
            onSilence();
            breakOff('No answer in time.');
          }, inSteps(limit));
    begun ||= begins;
    try {
      return await send(statements);
    } catch (cause) {
      if (cause instanceof DatabaseError && !isOutage(cause.code)) throw cause;
      const answered = cause instanceof DatabaseError;
      if (!answered && (verb === 'commit' || (!begun && changing.has(verb)))) {
        throw new OutcomeUnknown(`No answer to ${verb}.`, { cause });
      }
      throw new StoreUnavailable('PostgreSQL does not answer.', { cause });
    } finally {
      clearTimeout(timer);
      if (budget !== undefined) budget.left -= performance.now() - asked;
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
function drop(client: PoolClient): void {
  client.connection.stream.destroy();
  client.release(true);
}

const beginning = new Set(['begin', 'start']);
const changing = new Set(['insert', 'update', 'delete']);

function verbOf(text: string): string {
  return /^\s*([a-z]+)/i.exec(text)?.[1]?.toLowerCase() ?? '';
}

const stepMs = 100;

/** Timers of few different lengths cost less than of many. */
export function inSteps(milliseconds: number): number {
  return Math.ceil(milliseconds / stepMs) * stepMs;
}

/** Connection lost, out of resources, shutting down, and statements that were ended for taking too long. */
export function isOutage(code = ''): boolean {
  return /^(08|53|58|57P0[123])/.test(code) || code === '57014' || code === '25P03';
}
