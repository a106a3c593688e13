import { posix } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** Something that is wrong: where, as an editor opens it, and what. */
export interface Complaint {
  /** Such as `apps/api/src/app.ts:14:9`, below the workspace; empty where it stands in the text. */
  readonly at: string;
  readonly text: string;
}

/** What package managers and test runners write around what was said. */
const noise = /^\s*$|^\$ |ELIFECYCLE|ERR_PNPM|^\s*[│╭╰─⎯]+|^\s*(at|❯) |^\s*[×✗] "pnpm/;
/** An error of the compiler: its file, from the folder of the package, and where. */
const compilerError = /^(\S+\.\w+)\((\d+),(\d+)\): error TS\d+: (.*)/;
/** A line that begins with its place, below the workspace. */
const placed = /^((?:spec|packages|apps|examples|scripts|docs)\/[^\s:]+(?::\d+:\d+)?|[^\s:]+:\d+:\d+):? (.*)/;
const failedTest = /^\s*FAIL\s+(.*)/;
const errorLine = /^[A-Z]\w*Error: /;
const marked = /^\s*[×✗✖x] /;

/** What a log says is wrong, the first of it first; its last lines when none looks like that. */
export function complaintsIn(log: string, folder: string): Complaint[] {
  const lines = stripVTControlCharacters(log)
    .split('\n')
    .filter((line) => !noise.test(line));
  const found = lines.flatMap((line, index) => complaintAt(lines, index, line, folder));
  const named = found.filter(({ text }) => !marked.test(text));
  if (found.length > 0) return named.length > 0 ? named : found;
  return lines.slice(-3).map((line) => ({ at: folder, text: line.trim() }));
}

function complaintAt(lines: readonly string[], index: number, line: string, folder: string): Complaint[] {
  const [, file, row, column, message = ''] = compilerError.exec(line) ?? [];
  if (file !== undefined) {
    const at = `${posix.join(folder, file)}:${row}:${column}`;
    return [{ at, text: reasonBelow(lines, index) ?? message }];
  }
  const [, test] = failedTest.exec(line) ?? [];
  if (test !== undefined) {
    const why = lines[index + 1] ?? '';
    return [{ at: folder, text: errorLine.test(why) ? `${test}: ${why}` : test }];
  }
  // That of a test that failed stands beside it already.
  if (errorLine.test(line) && !failedTest.test(lines[index - 1] ?? '')) return [{ at: folder, text: line }];
  const [, at, text = ''] = placed.exec(line) ?? [];
  if (at !== undefined) return [{ at, text }];
  return marked.test(line) ? [{ at: folder, text: line }] : [];
}

/** What the compiler says below an error goes deeper with each line: the last one names the reason. */
function reasonBelow(lines: readonly string[], index: number): string | undefined {
  const next = lines.findIndex((line, at) => at > index && !line.startsWith('  '));
  return lines
    .slice(index + 1, next === -1 ? undefined : next)
    .at(-1)
    ?.trim();
}
