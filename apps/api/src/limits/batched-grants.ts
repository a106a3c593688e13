import { outsideTimeBudget, atOwnExpense, withTimeBudget } from '../db/time-budget.ts';
import type { Counted } from './counters.ts';

/** As long as a request may wait for its database. */
const timeBudgetMs = 2_500;

interface Waiting<Each> {
  readonly resolve: (each: Each) => void;
  readonly reject: (error: unknown) => void;
}

type Grant<Each> = (count: number) => Promise<Each[]>;

/**
 * Grants to several at once what each asks for: those that come within one turn of the event loop, or while a statement is
 * under way, share the next one. Nobody is granted anything that was not asked for before.
 */
export function batchedGrants<Each>(): (name: string, grant: Grant<Each>) => Promise<Each> {
  const queues = new Map<string, Waiting<Each>[]>();

  async function serve(name: string, queue: Waiting<Each>[], grant: Grant<Each>): Promise<void> {
    await new Promise(setImmediate);
    while (queue.length > 0) {
      const served = queue.splice(0);
      try {
        const granted = await withTimeBudget(timeBudgetMs, () => grant(served.length));
        for (const [index, { resolve }] of served.entries()) resolve(granted[index] as Each);
      } catch (error) {
        // Those that came meanwhile would wait for the same silence.
        for (const { reject } of [...served, ...queue.splice(0)]) reject(error);
      }
    }
    queues.delete(name);
  }

  return (name, grant) =>
    atOwnExpense(
      new Promise<Each>((resolve, reject) => {
        const queue = queues.get(name);
        if (queue !== undefined) {
          queue.push({ resolve, reject });
          return;
        }
        const begun = [{ resolve, reject }];
        queues.set(name, begun);
        void outsideTimeBudget(() => serve(name, begun, grant));
      }),
    );
}

/** So many grants of one each, of which the last made the whole `used`. */
export function grantedUpTo(used: number, count: number): Counted[] {
  return Array.from({ length: count }, (_, index) => ({ used: used - count + 1 + index, allowed: true }));
}

interface Store {
  /** @returns what is used now; undefined when not all of them fitted, and nothing was taken. */
  takeAll(count: number): Promise<number | undefined>;
  used(): Promise<number>;
}

/** Grants as many of some as fit below a limit. What is used only grows, so that who finds it full is refused for good. */
export async function asManyAsFit(count: number, limit: number, store: Store): Promise<Counted[]> {
  const granted: Counted[] = [];
  let some = count;
  while (granted.length < count) {
    const taken = await store.takeAll(some);
    if (taken !== undefined) {
      granted.push(...grantedUpTo(taken, some));
      some = count - granted.length;
      continue;
    }
    const used = await store.used();
    if (used >= limit) return [...granted, ...refused(used, count - granted.length)];
    some = Math.min(some, limit - used);
  }
  return granted;
}

/** So many that did not fit. */
export function refused(used: number, count: number): Counted[] {
  return Array.from({ length: count }, () => ({ used, allowed: false }));
}
