import type { Check, CheckContext, Result } from '../checks/check.ts';
import { checks } from '../checks/index.ts';
import { findingsOf } from '../evidence/findings.ts';
import { whole } from '../run.ts';

/** Where and how the suite first noticed something. */
export interface Find {
  check: string;
  result: string;
  message: string;
  /** What the check tells of it in all: a fault is one. */
  findings: readonly string[];
}

/** Runs the suite until a check finds anything wrong; the named check goes first. Undefined: it found nothing. */
export async function hunt(context: CheckContext, first?: string): Promise<Find | undefined> {
  const rank = (check: Check): number => (check.name === first ? 0 : 1);
  const able = checks
    .filter((check) => check.skip(context) === undefined)
    .toSorted((a, b) => rank(a) - rank(b));
  for (const check of able) {
    await check.begin?.(context);
    const results: Result[] = [];
    for await (const result of whole(check, context)) results.push(result);
    const red = results.find(({ violations }) => violations.length > 0);
    const [violation] = red?.violations ?? [];
    if (!red || !violation) continue;
    const outcome = { check, skipped: undefined, results, milliseconds: 0 };
    return {
      check: check.name,
      result: red.name,
      message: `${violation.rule}: ${violation.message}`,
      findings: findingsOf([outcome], context.recorder.entries).map(({ message }) => message),
    };
  }
  return undefined;
}
