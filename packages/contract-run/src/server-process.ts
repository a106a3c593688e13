import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { RunError } from './run-error.ts';

const timeoutMs = 60_000;

/** A server as a process of its own. */
export interface ServerProcess {
  /** Where it says that it listens, such as `http://127.0.0.1:41234`. */
  origin: string;
  stop(): Promise<void>;
}

/**
 * Starts a Node program that takes any free port, and waits until it says which: a port that was looked for beforehand may be
 * another program's by then, and that one would answer.
 * @param says What it says once it is ready, with its origin as the first group.
 * @throws RunError with the last that it said, when it ends or stays silent.
 */
export async function startServer(
  args: readonly string[],
  { env = {}, says }: { env?: Record<string, string>; says: RegExp },
): Promise<ServerProcess> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'close');
    child.kill('SIGTERM');
    const last = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(last);
  };
  let said = '';
  let isReady = false;
  const origin = await new Promise<string | undefined>((told) => {
    const silent = setTimeout(told, timeoutMs, undefined);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        if (isReady) return;
        said = (said + chunk).slice(-10_000);
        const found = says.exec(said)?.[1];
        if (found === undefined) return;
        isReady = true;
        clearTimeout(silent);
        told(found);
      });
    }
    child.once('close', () => {
      clearTimeout(silent);
      told(undefined);
    });
  });
  if (origin !== undefined) return { origin, stop };
  await stop();
  throw new RunError(`${args[0]} did not start: ${said.trim() || 'it said nothing'}`);
}
