import { AsyncLocalStorage } from 'node:async_hooks';

/** How much longer a piece of work may wait for the database, in milliseconds, over all of its statements. */
export interface TimeBudget {
  left: number;
}

const budget = new AsyncLocalStorage<TimeBudget>();

/** Runs `work`, whose waits for the database may add up to so many milliseconds; then they fail. */
export function withTimeBudget<Result>(milliseconds: number, work: () => Result): Result {
  return budget.run({ left: milliseconds }, work);
}

/** Runs work that a request sets off and does not wait for: it has no part in the request's budget. */
export function outsideTimeBudget<Result>(work: () => Result): Result {
  return budget.exit(work);
}

/** The budget of the work that is running; undefined where nobody waits for it. */
export function currentTimeBudget(): TimeBudget | undefined {
  return budget.getStore();
}

const stepMs = 100;

/**
 * Calls `giveUp` after so many milliseconds, unless it is told before that there is an answer; of timers of few different lengths,
 * which cost less than of many. What has come in by then is read first: a process that is short of processor time is slow to
 * listen, and that is no silence of the database's.
 *
 * @returns what tells it
 */
export function unlessAnswered(milliseconds: number, giveUp: () => void): () => void {
  if (milliseconds === Infinity) return () => {};
  let next: NodeJS.Immediate | undefined;
  const timer = setTimeout(
    () => {
      next = setImmediate(giveUp);
    },
    Math.ceil(milliseconds / stepMs) * stepMs,
  );
  return () => {
    clearTimeout(timer);
    clearImmediate(next);
  };
}

/** Waits for what others wait for too, at the expense of this request's budget. */
export async function atOwnExpense<Result>(waitedFor: Promise<Result>): Promise<Result> {
  const own = currentTimeBudget();
  if (own === undefined) return await waitedFor;
  const asked = performance.now();
  try {
    return await waitedFor;
  } finally {
    own.left -= performance.now() - asked;
  }
}
