import { checks } from './checks/index.ts';
import type { Check, Lab, Result } from './checks/check.ts';

/** What became of one check. */
export interface CheckOutcome {
  check: Pick<Check, 'name' | 'title'>;
  skipped: string | undefined;
  results: Result[];
  milliseconds: number;
}

/** Runs the suite in order, telling each result as it comes. */
export async function runSuite(
  lab: Lab,
  { only, tell }: { only: readonly string[]; tell: (outcome: CheckOutcome) => void },
): Promise<CheckOutcome[]> {
  const outcomes: CheckOutcome[] = [];
  for (const check of checks.filter(({ name }) => only.length === 0 || only.includes(name))) {
    const skipped = check.skip(lab);
    const started = performance.now();
    const results: Result[] = [];
    if (skipped === undefined) for await (const result of check.run(lab)) results.push(result);
    const outcome = { check, skipped, results, milliseconds: Math.round(performance.now() - started) };
    outcomes.push(outcome);
    tell(outcome);
  }
  return outcomes;
}
