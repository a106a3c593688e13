import { stripVTControlCharacters } from 'node:util';

/** A task that failed. */
export interface FailedTask {
  /** Such as `@atteny/contract#generate`. */
  readonly task: string;
  /** When it ended, in milliseconds. */
  readonly ended: number;
  /** All that it said. */
  readonly log: string;
}

/** What package managers and test runners write around what was said. */
const noise = /^\s*$|^\$ |ELIFECYCLE|ERR_PNPM|^\s*[│╭╰─⎯]+|^\s*(at|❯) |^\s*[×✗] "pnpm/;
/** How a line looks that says what is wrong. */
const complaint = /error TS\d+|^\S+:\d+:\d+ |\bFAIL\b|[A-Z]\w*Error: |^\s*[×✗x] /;

/** The lines of a log that say what is wrong, the first of them first; its last lines when none looks like it. */
export function complaintsIn(log: string, most: number): string[] {
  const lines = stripVTControlCharacters(log)
    .split('\n')
    .filter((line) => !noise.test(line));
  const found = lines.filter((line) => complaint.test(line));
  return (found.length > 0 ? found.slice(0, most) : lines.slice(-most)).map((line) =>
    line.trim().slice(0, 240),
  );
}

/** What is printed under a failed run: what each task said, and on the last line what failed first. */
export function summaryOf(failed: readonly FailedTask[]): string {
  const inOrder = failed.toSorted((a, b) => a.ended - b.ended);
  const [first] = inOrder;
  if (first === undefined) return '';
  const parts = inOrder.toReversed().map(({ task, log }) => {
    const lines = complaintsIn(log, 3).map((line) => `  ${line}`);
    return `${task}\n${lines.join('\n')}`;
  });
  const [cause = ''] = complaintsIn(first.log, 1);
  return `What failed, the first of it last:\n${parts.join('\n')}\n\n${first.task}: ${cause}`;
}
