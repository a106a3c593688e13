import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Program, startProgram } from './program.ts';

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

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const api = /(http:\/\/127\.0\.0\.1:\d+)\/api/;

/** Variables that would point a server at another's database or settings. */
const FOREIGN = /^(DATABASE_URL|REDIS_URL|PG|ATTENY_)/;

/** The reference server with its demo data, in a folder of its own. Rejects with its output when it does not start. */
export async function startSandbox(environment: Record<string, string> = {}): Promise<LocalSandbox> {
  const folder = await mkdtemp(join(tmpdir(), 'atteny-sandbox-'));
  const program = startServer('apps/api/src/main.ts', [], {
    ATTENY_API_PORT: '0',
    ATTENY_DATA_FOLDER: folder,
    ATTENY_MODE: 'sandbox',
    ATTENY_LOG_LEVEL: 'error',
    ...environment,
  });
  const close = async () => {
    await program.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    return {
      // What it says last comes first: then all of it is there.
      consoleToken: await program.says(/Token do console: +(\S+)/),
      origin: await program.says(api),
      apiKey: await program.says(/(sk_live_\w+)/),
      pid: program.pid,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The mock, which answers by the examples of the contract. Rejects with its output when it does not start. */
export async function startMock(): Promise<LocalServer> {
  const program = startServer('apps/mock/src/main.ts', ['--port', '0', '--host', '127.0.0.1']);
  return {
    origin: await program.says(api),
    apiKey: `sk_live_${'0'.repeat(38)}`,
    async close() {
      await program.stop();
    },
  };
}

/** Starts a program of the repository by the node that runs this, with nothing of the environment that is meant for another. */
function startServer(
  path: string,
  parameters: readonly string[],
  environment: Record<string, string> = {},
): Program {
  const inherited = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
  return startProgram(process.execPath, [path, ...parameters], {
    cwd: repository,
    env: { ...Object.fromEntries(inherited), ...environment },
  });
}

/** A port of this machine that nobody listens on, for a program that cannot be told to take any free one. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
