import type { Check, CheckContext } from '../checks/check.ts';
import { checks } from '../checks/index.ts';
import { whole } from '../run.ts';

/** Where and how the suite first noticed something. */
export interface Find {
  check: string;
  result: string;
  message: string;
}

/** Runs the suite until it finds anything wrong; the named check goes first. Undefined: it found nothing. */
export async function hunt(context: CheckContext, first?: string): Promise<Find | undefined> {
  const rank = (check: Check): number => (check.name === first ? 0 : 1);
  const able = checks
    .filter((check) => check.skip(context) === undefined)
    .toSorted((a, b) => rank(a) - rank(b));
  for (const check of able) {
    await check.begin?.(context);
    for await (const { name, violations } of whole(check, context)) {
      const [violation] = violations;
      if (violation) {
        return { check: check.name, result: name, message: `${violation.rule}: ${violation.message}` };
      }
    }
  }
  return undefined;
}
