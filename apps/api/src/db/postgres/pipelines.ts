import { Client, DatabaseError } from 'pg';
import { isOutage } from './borrowed-connection.ts';
import { configOf, type ConnectionsOptions, goneMs, silenceMs } from './connections.ts';
import { type Columns, Execution, type Outcome, type Statement } from './execution.ts';
import { type ConnectionsInUse, StoreUnavailable } from '../database.ts';
import { currentTimeBudget, unlessAnswered } from '../time-budget.ts';

export type NamedStatement = Statement & { readonly name: string };

/**
 * Connections on which statements follow each other without waiting for each other's answers. Each statement is a
 * transaction of its own, and short: the next one on its connection waits for it.
 */
export interface Pipelines {
  /** @throws StoreUnavailable when no answer came: a change may have been made all the same. */
  query<Row>(statement: NamedStatement): Promise<Row[]>;
  readonly inUse: () => ConnectionsInUse;
  end(): Promise<void>;
}

export interface PipelinesOptions extends Pick<ConnectionsOptions, 'session' | 'onError'> {
  /** Connections of this process at most. */
  readonly lines?: number;
}

interface Line {
  readonly client: Client;
  readonly connected: Promise<unknown>;
  /** Statements that have no answer yet. */
  asked: number;
  /** When the one that is being answered had its turn. */
  since: number;
  corked: boolean;
}

/** A connection takes so many statements before another one is asked. */
const depth = 16;
/** One that has worked on a statement for so long gets no more until it has answered. */
const slowMs = 5;

/**
 * What is asked within one turn of the event loop leaves together, and mostly comes back together: a write and a read
 * cost the process more than a short statement does.
 */
export function openPipelines(
  url: string,
  { lines: most = 3, session, onError }: PipelinesOptions = {},
): Pipelines {
  const lines: Line[] = [];
  const known = new Map<string, Columns>();
  const config = { ...configOf(url, session === undefined ? {} : { session }), pipeline: true };

  function open(): Line {
    const client = new Client(config);
    const line: Line = { client, connected: client.connect(), asked: 0, since: 0, corked: false };
    lines.push(line);
    client.on('error', (error) => {
      if (retire(line)) onError?.(error);
    });
    line.connected.then(
      () => (line.since = performance.now()),
      () => retire(line),
    );
    return line;
  }

  /** Gives it nothing more, and its end once it has answered. @returns whether it was in use */
  function retire(line: Line): boolean {
    const place = lines.indexOf(line);
    if (place === -1) return false;
    lines.splice(place, 1);
    line.client.end().catch(() => {});
    return true;
  }

  function leastBusy(): Line {
    const now = performance.now();
    let least: Line | undefined;
    for (const line of lines) {
      if (line.asked === 0 || (line.asked < depth && now - line.since < slowMs)) return line;
      if (least === undefined || line.asked < least.asked) least = line;
    }
    return least === undefined || lines.length < most ? open() : least;
  }

  // The way is the same for all of them: those on which nothing was heard meanwhile have gone with it.
  function giveUp({ since }: Line): void {
    if (performance.now() - since < goneMs) return;
    for (const line of lines.filter((other) => other.since <= since)) {
      lines.splice(lines.indexOf(line), 1);
      line.client.connection.stream.destroy(new Error('No answer in time.'));
    }
  }

  /** Whoever stops waiting for it leaves it on its connection, whose other statements are not in a hurry. */
  async function ask(line: Line, statement: NamedStatement): Promise<unknown[]> {
    if (line.asked === 0) line.since = performance.now();
    line.asked += 1;
    try {
      await line.connected;
      leaveTogether(line);
      return await execute(line.client, statement, known);
    } catch (cause) {
      if (!isOfStatement(cause)) retire(line);
      throw cause;
    } finally {
      line.asked -= 1;
      line.since = performance.now();
    }
  }

  return {
    async query<Row>(statement: NamedStatement) {
      const budget = currentTimeBudget();
      if (budget !== undefined && budget.left <= 0) throw new StoreUnavailable('Out of time.');
      const asked = performance.now();
      const line = leastBusy();
      let answered = () => {};
      try {
        const rows = await new Promise<unknown[]>((resolve, reject) => {
          answered = unlessAnswered(Math.min(silenceMs, budget?.left ?? silenceMs), () => {
            giveUp(line);
            reject(new Error('No answer in time.'));
          });
          ask(line, statement).then(resolve, reject);
        });
        return rows as Row[];
      } catch (cause) {
        if (isOfStatement(cause)) throw cause;
        throw new StoreUnavailable('PostgreSQL does not answer.', { cause });
      } finally {
        answered();
        if (budget !== undefined) budget.left -= performance.now() - asked;
      }
    },
    inUse: () => ({
      open: lines.length,
      idle: lines.filter((line) => line.asked === 0).length,
      waiting: lines.reduce((sum, line) => sum + Math.max(0, line.asked - 1), 0),
    }),
    async end() {
      await Promise.all(lines.splice(0).map(({ client }) => client.end()));
    },
  };
}

/** What PostgreSQL says of a statement, and not of itself. */
const isOfStatement = (cause: unknown) => cause instanceof DatabaseError && !isOutage(cause.code);

function execute(client: Client, statement: NamedStatement, known: Map<string, Columns>): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    // oxlint-disable-next-line promise/prefer-await-to-callbacks -- the driver speaks in callbacks
    const done = (error: Error | null, outcomes?: readonly Outcome[]) =>
      error === null ? resolve(outcomes?.[0]?.rows ?? []) : reject(error);
    client.query(new Execution([statement], known, done));
  });
}

function leaveTogether(line: Line): void {
  if (line.corked) return;
  const { stream } = line.client.connection;
  line.corked = true;
  stream.cork();
  setImmediate(() => {
    line.corked = false;
    stream.uncork();
  });
}
