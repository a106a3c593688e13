import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { RunError } from './run-error.ts';

const timeoutMs = 60_000;

/** A server as a process of its own. */
export interface ServerProcess {
  stop(): Promise<void>;
}

/**
 * Starts a Node program and waits until an address answers.
 * @throws RunError with the last that it said, when it ends or stays silent.
 */
export async function startServer(
  args: readonly string[],
  { env = {}, readyUrl }: { env?: Record<string, string>; readyUrl: string },
): Promise<ServerProcess> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000)));
  }
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'close');
    child.kill('SIGTERM');
    const last = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(last);
  };
  const deadline = performance.now() + timeoutMs;
  while (!(await answers(readyUrl))) {
    if (child.exitCode !== null || child.signalCode !== null || performance.now() > deadline) {
      await stop();
      throw new RunError(`${args[0]} did not start: ${said.trim() || 'it said nothing'}`);
    }
    await sleep(50);
  }
  return { stop };
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
    await response.body?.cancel();
    return response.status < 500;
  } catch {
    return false;
  }
}
