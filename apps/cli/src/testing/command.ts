import { fileURLToPath } from 'node:url';
import { type Ended, type Program, startProgram } from '@atteny/local-servers';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

export interface CommandOptions {
  /** What the command finds in its environment, besides PATH. */
  readonly environment?: Record<string, string>;
  readonly input?: string;
}

/** Starts `atteny` as a user does: a process of its own, in an environment where nothing else is set. */
export function start(args: readonly string[], { environment = {}, input }: CommandOptions = {}): Program {
  const env = { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', LANG: 'en_US.UTF-8', ...environment };
  return startProgram(process.execPath, [main, ...args], { env, input });
}

/** Runs `atteny` to its end. */
export const atteny = (args: readonly string[], options?: CommandOptions): Promise<Ended> =>
  start(args, options).ended;

/** Waits until a condition holds; the test's own limit ends it. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}
