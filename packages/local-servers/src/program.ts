import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

export interface ProgramOptions extends Pick<SpawnOptions, 'cwd' | 'env' | 'uid' | 'gid'> {
  /** What it reads from its standard input; nothing when left out. */
  readonly input?: string | undefined;
  /** Signals reach also what it starts itself, as Ctrl-C reaches all that runs in a terminal. */
  readonly asGroup?: boolean;
  /** How long to wait for what it says or answers. Two minutes when left out: machines are busy with other things. */
  readonly timeoutMs?: number;
}

/** What became of a program: its exit code is null when a signal ended it. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program that runs as a process of its own. It ends at the latest with the one that started it. */
export interface Program {
  readonly pid: number;
  /** What it has written so far; of very much, the last. */
  readonly stdout: string;
  readonly stderr: string;
  /** Both together. */
  readonly output: string;
  readonly isRunning: boolean;
  /** Fulfilled when it has ended and nobody can write to its output any more. Rejects when it could not be started. */
  readonly ended: Promise<Ended>;
  /**
   * Waits until it has said these words, or something that matches: gives the pattern's first group, or all that matches.
   * Rejects with what it said when it ends before that; when it has not said it in time, it is killed, too.
   */
  says(what: string | RegExp): Promise<string>;
  /** Waits until it answers at this address, with a status below 500. Rejects as `says` does. */
  answers(url: string): Promise<void>;
  /** Asks it to end, by SIGTERM when not told otherwise, and makes it end when it does not. Gives its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

const mostKept = 4_000_000;
const graceMs = 30_000;

const running = new Set<() => void>();
process.on('exit', () => {
  for (const kill of running) kill();
});

/** Starts a program, in the folder and environment of its caller when `options` name no others. */
export function startProgram(
  command: string,
  parameters: readonly string[],
  { input, asGroup = false, timeoutMs = 120_000, ...options }: ProgramOptions = {},
): Program {
  const child = spawn(command, parameters, { ...options, detached: asGroup, stdio: 'pipe' });
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      written[name] += text;
      // Now and then, for it copies what is kept.
      if (written[name].length > 2 * mostKept) written[name] = written[name].slice(-mostKept);
    });
  }
  // One that ends without reading what it was given says by its exit code what is wrong.
  child.stdin.on('error', () => {}).end(input);

  const signal = (name: NodeJS.Signals) => send(child, name, asGroup);
  const kill = () => signal('SIGKILL');
  let isOver = false;
  running.add(kill);
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...written }));
  }).finally(() => {
    isOver = true;
    running.delete(kill);
  });
  // Who waits for it is told; nobody has to.
  ended.catch(() => {});

  const allOutput = () => written.stdout + written.stderr;
  const until = async <T>(what: string, look: () => T | undefined | Promise<T | undefined>): Promise<T> => {
    const fail = (how: string) => new Error(`${[command, ...parameters].join(' ')} ${how}:\n${allOutput()}`);
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      // Asked before the look: what it said last counts.
      const wasOver = isOver;
      const found = await look();
      if (found !== undefined) return found;
      if (wasOver) throw fail(`ended with ${(await ended).code} before it ${what}`);
      if (performance.now() > deadline) {
        kill();
        throw fail(`has not ${what} within ${timeoutMs / 1000} s`);
      }
      await pause(10);
    }
  };

  return {
    pid: child.pid ?? 0,
    get stdout() {
      return written.stdout;
    },
    get stderr() {
      return written.stderr;
    },
    get output() {
      return allOutput();
    },
    get isRunning() {
      return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
    },
    ended,
    says: (what) =>
      until(`said ${String(what)}`, () => {
        if (typeof what === 'string') return allOutput().includes(what) ? what : undefined;
        const found = what.exec(allOutput());
        return found?.[1] ?? found?.[0];
      }),
    async answers(url) {
      await until(`answered at ${url}`, () => isAnswered(url, timeoutMs));
    },
    async stop(name = 'SIGTERM') {
      signal(name);
      const last = setTimeout(kill, graceMs);
      const { code } = await ended.finally(() => clearTimeout(last));
      // What it started itself and left behind.
      if (asGroup) kill();
      return code;
    },
  };
}

function send(child: ChildProcess, signal: NodeJS.Signals, asGroup: boolean): void {
  if (!asGroup) {
    child.kill(signal);
    return;
  }
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Nobody is left in the group.
  }
}

/** True when it answers, and nothing else: it may not listen yet, or say that it is not ready. */
async function isAnswered(url: string, timeoutMs: number): Promise<true | undefined> {
  try {
    const reply = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
    await reply.body?.cancel();
    return reply.status < 500 || undefined;
  } catch {
    return undefined;
  }
}

/** Runs a program to its end. Rejects only when it cannot be started. */
export function run(
  command: string,
  parameters: readonly string[],
  options?: ProgramOptions,
): Promise<Ended> {
  return startProgram(command, parameters, options).ended;
}

/** The output of a program; an error with all that it said when it fails. */
export async function output(
  command: string,
  parameters: readonly string[],
  options?: ProgramOptions,
): Promise<string> {
  const { code, stdout, stderr } = await run(command, parameters, options);
  if (code !== 0) {
    throw new Error(`${command} ${parameters.join(' ')} ended with ${code}:\n${stdout}\n${stderr}`);
  }
  return stdout;
}
