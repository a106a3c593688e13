import type { Framework } from '../framework.ts';
import type { CheckId, ProblemId, Severity } from '../problems.ts';
import type { Failure } from '../send.ts';

/** What a check is called, and what it sends. */
export interface CheckWords {
  readonly title: string;
  readonly sent: string;
}

/** What a mistake is, and how to mend it. */
export interface ProblemWords {
  readonly wrong: string;
  readonly mend: string;
}

export interface Words {
  readonly checks: Readonly<Record<CheckId, CheckWords>>;
  readonly problems: Readonly<Record<ProblemId, ProblemWords>>;
  readonly severities: Readonly<Record<Severity, string>>;
  readonly failures: Readonly<Record<Failure, string>>;
  readonly heading: (url: string) => string;
  readonly grade: (grade: string) => string;
  readonly passed: string;
  readonly skipped: string;
  readonly failed: string;
  readonly summary: (counts: { passed: number; failed: number; skipped: number }) => string;
  readonly labels: {
    readonly sent: string;
    readonly answer: string;
    readonly wrong: string;
    readonly mend: string;
    readonly docs: string;
  };
  readonly lines: (framework: Framework | undefined) => string;
}
