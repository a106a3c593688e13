import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Receiver } from './receiver.ts';
import type { Mistake } from './signature-mistakes.ts';

/** A receiver as a process of its own, which writes its port. */
async function started(
  command: string,
  program: string,
  secret: string,
  args: string[] = [],
): Promise<Receiver> {
  const child = spawn(command, [fileURLToPath(new URL(program, import.meta.url)), ...args], {
    env: { ...process.env, ATTENY_WEBHOOK_SECRET: secret },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    url: new URL(`http://127.0.0.1:${String(port).trim()}/atteny`),
    close: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

export const python = (secret: string, ...mistakes: string[]): Promise<Receiver> =>
  started('python3', './python/receiver.py', secret, mistakes);

/** Node ends with what nobody catches; Python's server hangs up. */
export const processMistakes: readonly Mistake[] = [
  {
    name: 'Node: JSON that nobody catches ends the process',
    start: (secret) => started(process.execPath, './crashing.ts', secret),
    found: ['misses-new-signature', 'accepts-stale', 'accepts-replayed', 'goes-down'],
  },
];

export const pythonMistakes: readonly Mistake[] = [
  {
    name: 'Python: the JSON is read and written anew',
    start: (secret) => python(secret, 'writes-anew'),
    found: ['refuses-genuine'],
  },
];
