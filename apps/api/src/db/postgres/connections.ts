import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { type ClientConfig, Pool, type PoolClient } from 'pg';
import { type ConnectionState, drop, lend } from './borrowed-connection.ts';
import { type ConnectionsInUse, isPlannedByItsValues, StoreUnavailable } from '../database.ts';
import type { Columns } from './execution.ts';
import { currentTimeBudget } from '../time-budget.ts';

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

/** After less time without an answer, whoever asked gives up, and the server may answer others all the same. */
export const goneMs = connectMs;

/**
 * Opens connections as they are needed. Whatever the network does, a borrowed connection answers or fails: within the
 * budget of the request, else within six seconds. One that fell silent is given up; after two seconds of silence so are those on which
 * nothing was heard meanwhile, which have gone the same way.
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
  const states = new WeakMap<PoolClient, ConnectionState>();
  let silentSince = -Infinity;
  // Its errors have an owner for as long as it is there: the server may end a connection before its borrower has it in hand.
  pool.on('connect', (client) => {
    const state: ConnectionState = { heard: performance.now(), broken: undefined };
    states.set(client, state);
    client.on('error', (error) => {
      state.broken ??= error;
    });
  });

  const onSilence = (since: number) => {
    if (performance.now() - since >= goneMs) silentSince = since;
  };

  async function connect(): Promise<PostgresPoolClient> {
    const budget = currentTimeBudget();
    if (budget !== undefined && budget.left <= 0) throw new StoreUnavailable('Out of time.');
    const asked = performance.now();
    try {
      for (;;) {
        const client = await pool.connect();
        const state = states.get(client);
        if (state !== undefined && state.heard > silentSince) {
          return lend(client, { state, silence, nameOf, known, onSilence });
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
    if (isPlannedByItsValues(text)) return undefined;
    const known = names.get(text);
    if (known !== undefined || names.size === mostNames) return known;
    const name = `statement-${names.size + 1}`;
    names.set(text, name);
    return name;
  };
}
