import { stripVTControlCharacters } from 'node:util';

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** What the runs of vitest in a log add up to. Each of them ends with a line such as `Tests  1 failed | 23 passed (24)`. */
export function tallyOf(log: string): Tally {
  const lines = stripVTControlCharacters(log).matchAll(/^(?:\S+:)?\s*Tests\s+(.*)\(\d+\)\s*$/gm);
  const counts = [...lines].map(([, line = '']) => ({
    passed: countIn(line, 'passed'),
    failed: countIn(line, 'failed'),
    skipped: countIn(line, 'skipped') + countIn(line, 'todo'),
  }));
  return sum(counts);
}

export function sum(tallies: readonly Tally[]): Tally {
  const total = (count: keyof Tally) => tallies.reduce((all, tally) => all + tally[count], 0);
  return { passed: total('passed'), failed: total('failed'), skipped: total('skipped') };
}

/** The plain closing line, such as `120 passed, 0 failed, 2 skipped`. */
export function closingLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

function countIn(line: string, outcome: string): number {
  return Number(new RegExp(`(\\d+) ${outcome}`).exec(line)?.[1] ?? 0);
}
