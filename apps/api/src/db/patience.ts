import { AsyncLocalStorage } from 'node:async_hooks';

/** How much longer a piece of work may wait for the database, in milliseconds, over all of its statements. */
export interface Patience {
  left: number;
}

const patience = new AsyncLocalStorage<Patience>();

/** Runs `work`, whose waits for the database may add up to so many milliseconds; then they fail. */
export function withPatience<Result>(milliseconds: number, work: () => Result): Result {
  return patience.run({ left: milliseconds }, work);
}

/** Runs work that a request sets off and does not wait for: it has no part in the request's patience. */
export function apartFromRequest<Result>(work: () => Result): Result {
  return patience.exit(work);
}

/** The patience of the work that is running; undefined where nobody waits for it. */
export function currentPatience(): Patience | undefined {
  return patience.getStore();
}

/** Waits for what others wait for too, at the expense of this request's patience. */
export async function atOwnExpense<Result>(waitedFor: Promise<Result>): Promise<Result> {
  const own = currentPatience();
  if (own === undefined) return await waitedFor;
  const asked = performance.now();
  try {
    return await waitedFor;
  } finally {
    own.left -= performance.now() - asked;
  }
}
