import { type Kysely, sql, type Transaction } from 'kysely';
import { type JointTransaction, OutcomeUnknown, StoreUnavailable } from '../database.ts';
import { JointAsks } from '../joint-statement.ts';
import type { Tables } from '../tables.ts';
import { atOwnExpense, currentTimeBudget, outsideTimeBudget, withTimeBudget } from '../time-budget.ts';
import { byIndexes, executeWithNext, isConflict, repeated } from '../transaction.ts';

type Work = Parameters<JointTransaction>[1];

interface Member {
  readonly name: string;
  /** Until when it may wait for the database, by the clock of the process. */
  readonly until: number;
  readonly work: Work;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

/** What came of it, or that it has to be tried without the others. */
type Outcome = { readonly result: unknown } | 'alone';

/** So many share a transaction at most: all of them wait for the slowest. */
const most = 32;
/** Others wait for a transaction for so long before they begin one of their own, and no more than so many at once. */
const slowMs = 5;
const mostAtOnce = 4;
/** As long as it may wait for the database, if nobody says. Who has less than the least goes alone: it must not hurry the others. */
const timeBudgetMs = 2_500;
const leastMs = 1_000;

/**
 * For PostgreSQL: what is asked for within one turn of the event loop, or while another such transaction is under way, is one
 * transaction of as many statements as one of them alone would need. Nobody is told before its commit. Where it fails, each is tried
 * again alone, so that one that fails takes no other with it.
 */
export function jointTransactions(kysely: Kysely<Tables>): JointTransaction {
  const waiting: Member[] = [];
  const underWay = new Set<string>();
  let running = 0;
  let soon = false;
  let begun = -Infinity;
  let timer: NodeJS.Timeout | undefined;

  /** Those who wait, in their order, each name once. */
  function next(): Member[] {
    const members: Member[] = [];
    const left: Member[] = [];
    for (const member of waiting.splice(0)) {
      if (member.until - performance.now() < leastMs) {
        member.resolve('alone');
      } else if (members.length === most || underWay.has(member.name)) {
        left.push(member);
      } else {
        underWay.add(member.name);
        members.push(member);
      }
    }
    waiting.push(...left);
    return members;
  }

  function beginSoon(): void {
    if (soon) return;
    soon = true;
    setImmediate(() => {
      soon = false;
      outsideTimeBudget(begin);
    });
  }

  function begin(): void {
    const rest = running === 0 ? 0 : begun + slowMs - performance.now();
    if (waiting.length === 0 || running === mostAtOnce) return;
    if (rest > 0) {
      timer ??= setTimeout(() => {
        timer = undefined;
        begin();
      }, rest);
      return;
    }
    const members = next();
    if (members.length === 0) return;
    running += 1;
    begun = performance.now();
    void run(members);
    // Whoever found no place in it does not wait for it.
    begin();
  }

  async function run(members: readonly Member[]): Promise<void> {
    const left = Math.min(...members.map(({ until }) => until)) - performance.now();
    await withTimeBudget(left, () => commit(kysely, members));
    running -= 1;
    for (const { name } of members) underWay.delete(name);
    begin();
  }

  async function together(name: string, work: Work): Promise<Outcome> {
    return await new Promise((resolve, reject) => {
      const until = performance.now() + (currentTimeBudget()?.left ?? timeBudgetMs);
      waiting.push({ name, until, work, resolve, reject });
      beginSoon();
    });
  }

  return async <Result>(name: string, work: (transaction: Transaction<Tables>) => Promise<Result>) => {
    const outcome = await atOwnExpense(together(name, work));
    if (outcome === 'alone') return await repeated(() => kysely.transaction().execute(work));
    return outcome.result as Result;
  };
}

/**
 * Whoever waits for a row that somebody else holds goes on alone before long: those in its transaction need not wait for it, and
 * those who are still to begin one need its place.
 */
const briefLocks = sql`set local lock_timeout = '300ms'`;
const lockTimeout = '55P03';

async function commit(kysely: Kysely<Tables>, members: readonly Member[]): Promise<void> {
  try {
    const results = await kysely.transaction().execute(async (transaction) => {
      await executeWithNext(transaction, briefLocks);
      await executeWithNext(transaction, byIndexes);
      const asks = new JointAsks(transaction, members.length);
      const done = await Promise.all(members.map((member) => attempt(member, transaction, asks)));
      await asks.finish();
      return done;
    });
    for (const [index, { resolve }] of members.entries()) resolve({ result: results[index] });
  } catch (error) {
    const isOver = error instanceof StoreUnavailable || error instanceof OutcomeUnknown;
    for (const { resolve, reject } of members) {
      if (isOver || (members.length === 1 && !isInTheWay(error))) reject(error);
      else resolve('alone');
    }
  }
}

/** Whether another transaction was in its way, and may not be for long. */
function isInTheWay(error: unknown): boolean {
  return isConflict(error) || (error instanceof Error && 'code' in error && error.code === lockTimeout);
}

/** Never fails by itself: the transaction ends when all of its members have. */
async function attempt(
  { work }: Member,
  transaction: Transaction<Tables>,
  asks: JointAsks,
): Promise<unknown> {
  try {
    const result = await work(transaction);
    asks.leave();
    return result;
  } catch (error) {
    asks.fail(error);
    return undefined;
  }
}
