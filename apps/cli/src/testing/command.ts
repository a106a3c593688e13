import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  /** What the command finds in its environment, besides PATH. */
  readonly environment?: Record<string, string>;
  readonly input?: string;
}

export interface Started {
  readonly child: ChildProcess;
  /** What it has written to standard output so far. */
  stdout(): string;
  stderr(): string;
  ended: Promise<Ended>;
}

/** Starts `atteny` as a user does: a process of its own, in an environment where nothing else is set. */
export function start(args: readonly string[], { environment = {}, input }: CommandOptions = {}): Started {
  const env = { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', LANG: 'en_US.UTF-8', ...environment };
  const child = spawn(process.execPath, [main, ...args], { env });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (part: Buffer) => (stdout += part.toString()));
  child.stderr.on('data', (part: Buffer) => (stderr += part.toString()));
  child.stdin.end(input ?? '');
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr }));
  return { child, stdout: () => stdout, stderr: () => stderr, ended };
}

/** Runs `atteny` to its end. */
export const atteny = (args: readonly string[], options?: CommandOptions): Promise<Ended> =>
  start(args, options).ended;

/** Waits until a condition holds; the test's own limit ends it. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}
