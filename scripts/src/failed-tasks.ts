import { posix } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** A task that failed. */
export interface FailedTask {
  /** Such as `@atteny/contract#generate`. */
  readonly task: string;
  /** Of its package, below the workspace, such as `packages/contract`. */
  readonly folder: string;
  /** When it ended, in milliseconds. */
  readonly ended: number;
  /** All that it said. */
  readonly log: string;
}

/** What package managers and test runners write around what was said. */
const noise = /^\s*$|^\$ |ELIFECYCLE|ERR_PNPM|^\s*[│╭╰─⎯]+|^\s*(at|❯) |^\s*[×✗] "pnpm/;
/** How a line looks that says what is wrong. */
const complaint = /error TS\d+|^\S+:\d+:\d+ |\bFAIL\b|[A-Z]\w*Error: |^\s*[×✗x] /;

/** An error of the compiler: its file, from the folder of the package, and where. */
const compilerError = /^(\S+\.\w+)(\(\d+,\d+\): error TS\d+)/;
const longType = /'([^']{40})[^']{50,}'/g;
const mostPerTask = 8;

/** The lines of a log that say what is wrong, the first of them first; its last lines when none looks like it. */
export function complaintsIn(log: string, most: number): string[] {
  const lines = stripVTControlCharacters(log)
    .split('\n')
    .filter((line) => !noise.test(line));
  const found = lines.flatMap((line, index) =>
    complaint.test(line) ? [compilerError.test(line) ? withItsReason(lines, index) : line] : [],
  );
  return (found.length > 0 ? found.slice(0, most) : lines.slice(-most)).map((line) =>
    line.trim().replaceAll(longType, "'$1…'").slice(0, 240),
  );
}

/** What the compiler says below an error goes deeper with each line: the last one names the reason. */
function withItsReason(lines: readonly string[], index: number): string {
  const next = lines.findIndex((line, at) => at > index && !line.startsWith('  '));
  const below = lines.slice(index + 1, next === -1 ? undefined : next);
  const [error = '', reason] = [lines[index], below.at(-1)];
  return reason === undefined ? error : error.replace(/(: error TS\d+: ).*/, `$1${reason.trim()}`);
}

/** What is printed under a failed run: what each task said, and on the last line what failed first. */
export function summaryOf(failed: readonly FailedTask[]): string {
  const inOrder = failed.toSorted((a, b) => a.ended - b.ended);
  const [first] = inOrder;
  if (first === undefined) return '';
  const own = new Set(inOrder.flatMap(({ folder, log }) => errorsIn(folder, log, isOwn)));
  const parts = inOrder.toReversed().flatMap(({ task, folder, log }) => {
    // Who packs another package compiles it too, and finds its errors again.
    const found = complaintsIn(log, Infinity).filter(
      (line) => isOwn(line) || !own.has(errorOf(folder, line)),
    );
    const more = found.length - mostPerTask;
    const lines = [...found.slice(0, mostPerTask), ...(more > 0 ? [`and ${more} more`] : [])];
    return found.length === 0 ? [] : [[task, ...lines.map((line) => `  ${line}`)].join('\n')];
  });
  const [cause = ''] = complaintsIn(first.log, 1);
  return `What failed, the first of it last:\n${parts.join('\n')}\n\n${first.task}: ${cause}`;
}

function errorsIn(folder: string, log: string, which: (line: string) => boolean): string[] {
  return complaintsIn(log, Infinity)
    .filter(which)
    .map((line) => errorOf(folder, line));
}

function isOwn(line: string): boolean {
  return !line.startsWith('../');
}

/** An error by its file below the workspace, its place and its number; of anything else, its text. */
function errorOf(folder: string, line: string): string {
  const [, file, where] = compilerError.exec(line) ?? [];
  return file === undefined ? line : posix.join(folder, file) + where;
}
