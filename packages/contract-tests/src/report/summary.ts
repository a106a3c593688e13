import { kinds, type Kind, type Ledger } from '../coverage/ledger.ts';
import type { Finding } from '../evidence/findings.ts';
import type { CheckOutcome } from '../run.ts';

/** One fault with all that shows it. */
export interface ToldFinding extends Omit<
  Finding,
  'source' | 'exchange' | 'lines' | 'violation' | 'results'
> {
  /** `GET /contacts → 200`. */
  request: string;
  /** Lines for a shell that bring the state about and send the request. */
  curl: readonly string[];
  /** `spec/atteny/paths/me.yaml:12`. */
  spec: string;
}

/** A run in numbers, and every fault that it found. */
export interface Summary {
  passed: number;
  failed: number;
  /** Faults behind what failed. */
  faults: number;
  /** Names of the checks that did not run. */
  skipped: string[];
  seed: number;
  coverage: Record<Kind, { seen: number; all: number; unseeable: number }>;
  findings: readonly ToldFinding[];
}

export function summary(
  outcomes: readonly CheckOutcome[],
  ledger: Ledger,
  seed: number,
  findings: readonly Finding[],
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
    faults: findings.length,
    skipped,
    seed,
    coverage: Object.fromEntries(coverage) as Summary['coverage'],
    findings: findings.map(toldFinding),
  };
  return `${JSON.stringify(numbers, null, 2)}\n`;
}

function toldFinding(finding: Finding): ToldFinding {
  const { source, exchange, lines, violation: _violation, results: _results, ...told } = finding;
  return { ...told, request: exchange, curl: lines, spec: `${source.file}:${source.line}` };
}
