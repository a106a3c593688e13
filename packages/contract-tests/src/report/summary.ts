import { kinds, type Kind, type Ledger } from '../coverage/ledger.ts';
import type { CheckOutcome } from '../run.ts';

/** A run in numbers, for whoever gathers several. */
export interface Summary {
  passed: number;
  failed: number;
  /** Faults behind what failed. */
  faults: number;
  /** Names of the checks that did not run. */
  skipped: string[];
  seed: number;
  coverage: Record<Kind, { seen: number; all: number; unseeable: number }>;
}

export function summary(
  outcomes: readonly CheckOutcome[],
  ledger: Ledger,
  seed: number,
  faults: number,
): string {
  const results = outcomes.flatMap((outcome) => outcome.results);
  const failed = results.filter(({ violations }) => violations.length > 0).length;
  const coverage = kinds.map((kind) => {
    const { seen, all, unseeable } = ledger.of(kind);
    return [kind, { seen, all, unseeable: unseeable.length }] as const;
  });
  const skipped = outcomes.filter((outcome) => outcome.skipped !== undefined).map(({ check }) => check.name);
  const numbers: Summary = {
    passed: results.length - failed,
    failed,
    faults,
    skipped,
    seed,
    coverage: Object.fromEntries(coverage) as Summary['coverage'],
  };
  return `${JSON.stringify(numbers, null, 2)}\n`;
}
