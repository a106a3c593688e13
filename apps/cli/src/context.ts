import type { StricliProcess } from '@stricli/core';
import type { Readable, Writable } from 'node:stream';
import { whenCallersAreGone } from '../../../scripts/src/start/stop-signal.ts';
import { type Language, languageOf, type Say, sayIn } from './language.ts';

/** The outside, as every command gets it. */
export interface Context {
  readonly process: StricliProcess;
  readonly environment: NodeJS.ProcessEnv;
  readonly folder: string;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** Whether what goes to standard output may have colours. */
  readonly colour: boolean;
  readonly language: Language;
  readonly say: Say;
  readonly now: () => Date;
  /** Ends what goes on until the user ends it. */
  readonly interrupted: AbortSignal;
}

export function contextOf(process: NodeJS.Process): Context {
  const { env: environment, stdin, stdout, stderr } = process;
  const language = languageOf(environment);
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort(signal));
  // npx ends by a signal without passing it on: what it has started would go on for ever.
  if (environment['npm_lifecycle_event'] === 'npx') whenCallersAreGone(process, () => ending.abort());
  // A reader that has seen enough, `head` for one, is no failure.
  stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  return {
    process: process as StricliProcess,
    environment,
    folder: process.cwd(),
    stdin,
    stdout,
    stderr,
    colour: stdout.isTTY && !environment['NO_COLOR'] && stdout.hasColors(environment),
    language,
    say: sayIn(language),
    now: () => new Date(),
    interrupted: ending.signal,
  };
}

/** Writes one line. */
export const print = ({ stdout }: Context, line: string): void => void stdout.write(`${line}\n`);

/** Writes a value as JSON, indented: what `--json` asks for. */
export const printJson = (context: Context, value: unknown): void =>
  print(context, JSON.stringify(value, null, 2));
