import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProgram } from './program.ts';

/** A server in a process of its own, on a free port of this machine. */
export interface LocalServer {
  /** Such as `http://127.0.0.1:41234`. */
  origin: string;
  /** A key that it accepts, with every scope. */
  apiKey: string;
  /** Ends the process and removes its data. */
  close(): Promise<void>;
}

export interface LocalSandbox extends LocalServer {
  /** Opens its console. */
  consoleToken: string;
  /** Of its process. */
  pid: number;
}

/** The reference server with its demo data, in a folder of its own. Rejects with its output when it does not start. */
export async function startSandbox(environment: Record<string, string> = {}): Promise<LocalSandbox> {
  const folder = await mkdtemp(join(tmpdir(), 'atteny-sandbox-'));
  const program = await startProgram('apps/api/src/main.ts', [], {
    environment: {
      ATTENY_API_PORT: '0',
      ATTENY_DATA_FOLDER: folder,
      ATTENY_MODE: 'sandbox',
      ATTENY_LOG_LEVEL: 'error',
      ...environment,
    },
    until: /Token do console: +(\S+)/,
  });
  return {
    origin: program.find(/(http:\/\/127\.0\.0\.1:\d+)\/api/),
    apiKey: program.find(/(sk_live_\w+)/),
    consoleToken: program.find(/Token do console: +(\S+)/),
    pid: program.pid,
    close: async () => {
      await program.end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The mock, which answers by the examples of the contract. Rejects with its output when it does not start. */
export async function startMock(): Promise<LocalServer> {
  const program = await startProgram('apps/mock/src/main.ts', ['--port', '0', '--host', '127.0.0.1'], {
    environment: {},
    until: /http:\/\/127\.0\.0\.1:\d+\/api/,
  });
  return {
    origin: program.find(/(http:\/\/127\.0\.0\.1:\d+)\/api/),
    apiKey: `sk_live_${'0'.repeat(38)}`,
    close: () => program.end(),
  };
}
