import { addresses, type ServerSecrets } from './addresses.ts';
import type { Part } from './parts.ts';
import { assertFree } from './ports.ts';
import { StartError } from './start-error.ts';
import { Supervisor } from './supervisor.ts';

export interface Start {
  readonly workspace: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly ports: ReadonlyMap<Part, number>;
  readonly logs: boolean;
  /** Where the parts listen. */
  readonly host: string;
  readonly timeouts: { readonly start: number; readonly stop: number };
  readonly print: (text: string) => void;
  /** Milliseconds on any clock that only goes forward. */
  readonly now: () => number;
  /** Aborted when the person wants everything to end. */
  readonly stop: AbortSignal;
}

/**
 * Starts the parts, shows where they are, and keeps them until `stop` is aborted.
 * Whatever happens, no process is left when the promise settles.
 * @throws StartError when a port is taken, or a part does not come up or ends by itself
 */
export async function start({ print, now, stop, logs, ...given }: Start): Promise<void> {
  if (given.ports.size === 0) {
    throw new StartError('Este repositório ainda não tem nada que se possa iniciar.');
  }
  const names = [...given.ports.keys()].map(({ name }) => name).join(', ');
  print(`Iniciando: ${names}`);
  await assertFree(given.ports);

  const begun = now();
  const printed: string[] = [];
  const supervisor = new Supervisor({
    ...given,
    onReady: ({ name }) => print(`  ✓ ${name} (${((now() - begun) / 1000).toFixed(1).replace('.', ',')} s)`),
    onLine: ({ name }, line) => {
      if (name === 'servidor') printed.push(line);
      if (logs) print(`${name} │ ${line}`);
    },
  });
  const ended = AbortSignal.any([stop, supervisor.failure]);
  try {
    await Promise.race([supervisor.ready(), aborted(ended)]);
    if (!ended.aborted) {
      print(addresses(given.ports, secretsIn(printed.join('\n'))));
      await aborted(ended);
    }
    if (stop.aborted) print('Encerrando…');
    else supervisor.failure.throwIfAborted();
  } finally {
    await supervisor.stop();
  }
}

/** The reference server prints its demo key and the token of its console when it starts. */
function secretsIn(text: string): ServerSecrets {
  return {
    demoKey: /\bsk_live_[A-Za-z0-9]{38}\b/.exec(text)?.[0],
    consoleToken: /^Token do console: +(\S+)$/m.exec(text)?.[1],
    signInLink: /^Painel, vale uma vez: +(\S+)$/m.exec(text)?.[1],
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
