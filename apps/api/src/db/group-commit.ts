import { type Kysely, sql, type Transaction } from 'kysely';
import { outsideTimeBudget } from './time-budget.ts';
import type { Tables } from './tables.ts';

type Work<Result> = (transaction: Transaction<Tables>) => Promise<Result>;

/** Runs work in a transaction of its own, for all that can be seen of it. */
export type GroupCommit = <Result>(work: Work<Result>) => Promise<Result>;

interface Member {
  readonly work: Work<unknown>;
  readonly resolve: (result: never) => void;
  readonly reject: (error: unknown) => void;
}

// So many wait for one commit at most: the last of them would wait for the work of all others.
const most = 64;
const savepoint = sql`savepoint member`;
const release = sql`release member`;
const rollback = sql`rollback to member`;

/**
 * For a database with one writer: what is to be written within one turn of the event loop waits for the disk once. Each has a
 * savepoint, so that one that fails takes no other with it; all are told after the commit, since what they found may be
 * another's that is not kept before that.
 */
export function groupCommit(kysely: Kysely<Tables>): GroupCommit {
  const waiting: Member[] = [];
  let running = false;

  async function run(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      await new Promise(setImmediate);
      await commit(kysely, waiting.splice(0, most));
    }
    running = false;
  }

  return <Result>(work: Work<Result>) =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ work, resolve, reject });
      if (!running) void outsideTimeBudget(run);
    });
}

async function commit(kysely: Kysely<Tables>, members: readonly Member[]): Promise<void> {
  const [first] = members;
  try {
    if (members.length === 1 && first !== undefined) {
      first.resolve((await kysely.transaction().execute(first.work)) as never);
      return;
    }
    const outcomes = await kysely.transaction().execute(async (transaction) => {
      const all: (() => void)[] = [];
      for (const member of members) all.push(await attempt(transaction, member));
      return all;
    });
    for (const tell of outcomes) tell();
  } catch (error) {
    for (const { reject } of members) reject(error);
  }
}

/** @throws what ended the whole transaction: a full disk does. */
async function attempt(transaction: Transaction<Tables>, { work, resolve, reject }: Member) {
  await savepoint.execute(transaction);
  try {
    const result = await work(transaction);
    await release.execute(transaction);
    return () => resolve(result as never);
  } catch (error) {
    try {
      await rollback.execute(transaction);
      await release.execute(transaction);
    } catch {
      throw error;
    }
    return () => reject(error);
  }
}
