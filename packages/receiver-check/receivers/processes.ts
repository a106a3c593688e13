import { fileURLToPath } from 'node:url';
import { startProgram } from '@atteny/local-servers';
import type { Receiver } from './receiver.ts';
import type { Mistake } from './signature-mistakes.ts';

/** A receiver as a process of its own, which writes its port. */
async function started(
  command: string,
  program: string,
  secret: string,
  args: string[] = [],
): Promise<Receiver> {
  const running = startProgram(command, [fileURLToPath(new URL(program, import.meta.url)), ...args], {
    env: { ...process.env, ATTENY_WEBHOOK_SECRET: secret },
  });
  const port = await running.says(/^(\d+)\n/);
  return {
    url: new URL(`http://127.0.0.1:${port}/atteny`),
    close: async () => {
      await running.stop('SIGKILL');
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
