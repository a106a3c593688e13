import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Running {
  readonly parent: number;
  readonly command: string;
}

const packageManager =
  /^(\S*\/)?(npm|npx|pnpm)(\s|$)|^(\S*\/)?node(\.exe)?\s(.*\/)?(npm|npx|pnpm)(-cli)?(\.c?js|\.mjs)?(\s|$)/;
const shell = /^(\S*\/)?(sh|dash|bash) (-\S+ )*-c\b/;

/**
 * The processes by which a script was called, nearest first: `npx pnpm start` is npx, a shell, pnpm and another shell.
 * Whoever called those, such as a terminal, is none of them.
 * @param look what is known of a process; undefined when it is gone or cannot be seen
 */
export function callersOf(pid: number, look: (pid: number) => Running | undefined = lookUp): number[] {
  const callers: number[] = [];
  let known = 0;
  let current = look(pid)?.parent;
  while (current !== undefined && current > 1 && !callers.includes(current)) {
    const running = look(current);
    if (!running) break;
    const manages = packageManager.test(running.command);
    if (!manages && !shell.test(running.command)) break;
    callers.push(current);
    // A shell belongs to the call only where a package manager has started it.
    if (manages) known = callers.length;
    current = running.parent;
  }
  return callers.slice(0, known);
}

function lookUp(pid: number): Running | undefined {
  try {
    return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
  } catch {
    return undefined;
  }
}

function fromProc(pid: number): Running {
  // The name in parentheses may hold anything; the parent is the second field after it.
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  return { parent: Number(parent), command };
}

function fromPs(pid: number): Running | undefined {
  const line = execFileSync('ps', ['-o', 'ppid=,command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  const [, parent, command = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
  return parent === undefined ? undefined : { parent: Number(parent), command };
}
