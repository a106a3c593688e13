import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A terminal in which something keeps running. */
export interface Terminal {
  said(): string;
  end(): Promise<void>;
}

/** Runs a command until `end`, in a group of its own: Ctrl-C reaches all that runs in a terminal. */
export function terminal(command: string, cwd: string, env: NodeJS.ProcessEnv): Terminal {
  const child = spawn('bash', ['-ec', command], { cwd, env, detached: true });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => (said += String(part)));
  }
  const closed = once(child, 'close');
  return {
    said: () => said,
    async end() {
      if (child.exitCode === null && child.signalCode === null) process.kill(-(child.pid ?? 0), 'SIGINT');
      await closed;
    },
  };
}

/** Waits until something stands in a terminal; the test's own limit ends it. */
export async function says(each: Terminal, text: string): Promise<void> {
  while (!each.said().includes(text)) await new Promise((resolve) => setTimeout(resolve, 50));
}
