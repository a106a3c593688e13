import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { freePort } from '@atteny/local-servers';

/** What is proven is what is deployed. */
export const builtServer = fileURLToPath(new URL('../dist/server/main.mjs', import.meta.url));
const readyWithin = 120_000;
const mostSaid = 4_000_000;

/** A real process of the server. */
export interface ServerProcess {
  readonly origin: string;
  readonly token: string;
  readonly pid: number;
  /** The last that it wrote, its log among it. */
  readonly said: () => string;
  readonly ended: () => boolean;
  /** Milliseconds from the start to the first ready reply. */
  readonly readyAfter: number;
  /** As a power cut would, for all that the process can do about it. */
  kill(): Promise<void>;
  /** As an operator would. */
  stop(): Promise<number | null>;
}

export interface StartOptions {
  /** Another program than the server. */
  readonly entry?: string;
  readonly args?: (port: number) => string[];
  /** Path that answers below 500 when it is ready. */
  readonly ready?: string;
}

export const token = 'proof-token-0123456789-0123456789-01';

/** Starts a sandbox process with these variables, and waits until it is ready. */
export async function startServer(
  environment: Record<string, string>,
  { entry = builtServer, args = (): string[] => [], ready = '/readyz' }: StartOptions = {},
): Promise<ServerProcess> {
  if (!existsSync(entry)) throw new Error(`${entry} is not there: pnpm build makes it.`);
  const port = await freePort();
  const begun = performance.now();
  const child = spawn(process.execPath, [entry, ...args(port)], {
    env: { ...process.env, ATTENY_API_PORT: String(port), ATTENY_CONSOLE_TOKEN: token, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-mostSaid);
    });
  }
  const origin = `http://127.0.0.1:${port}`;
  while (!(await isReady(origin + ready))) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}: ${said}`);
    if (performance.now() - begun > readyWithin) throw new Error(`The server is not ready: ${said}`);
    await pause(20);
  }
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    }
    return (child as ChildProcess).exitCode;
  };
  return {
    origin,
    token,
    pid: child.pid ?? 0,
    said: () => said,
    ended: () => child.exitCode !== null || child.signalCode !== null,
    readyAfter: performance.now() - begun,
    async kill() {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
  };
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).status < 500;
  } catch {
    return false;
  }
}
