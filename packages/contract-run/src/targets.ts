import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { basePath, consoleBasePath } from '@atteny/contract';
import { publicDocument } from '@atteny/contract/documents';
import { startProgram } from '@atteny/local-servers';
import { createOwnDatabase } from './own-database.ts';
import { RunError } from './run-error.ts';

/** A server under judgement and how the suite is to be asked for it. */
export interface Target {
  /** Options of `contract test`. */
  options: string[];
  close(): Promise<void>;
}

const app = (entry: string): string => fileURLToPath(new URL(`../../../apps/${entry}`, import.meta.url));
const prism = fileURLToPath(import.meta.resolve('@stoplight/prism-cli/dist/index.js'));

/** Well-formed and of no server: a key that a mock takes and a sandbox replaces by those of its worlds. */
const anyKey = 'sk_live_AttenyDemoKeyForTheLocalSandbox03iuauu';

/** The reference server with its embedded database in a folder of its own, or with the database that is named. */
export async function openServer(
  database: Record<string, string> = {},
  entry = 'api/src/main.ts',
): Promise<Target & { api: string }> {
  const folder = mkdtempSync(join(fastestFolder(), 'atteny-contract-'));
  const token = randomBytes(24).toString('hex');
  const server = await startServer([app(entry)], {
    says: /Sandbox da API Atteny: (http:\/\/[\d.]+:\d+)\//,
    env: {
      DATABASE_URL: '',
      REDIS_URL: '',
      ATTENY_MODE: 'sandbox',
      ATTENY_API_PORT: '0',
      ATTENY_DATA_FOLDER: folder,
      ATTENY_CONSOLE_TOKEN: token,
      ...database,
    },
  });
  const api = `${server.origin}${basePath}`;
  const ofConsole = ['--console', `${server.origin}${consoleBasePath}`, '--console-token', token];
  return {
    api,
    options: ['--target', api, '--key', anyKey, ...ofConsole, '--floor', '100'],
    close: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A run's data need not outlive it: in memory, where there is room, writing through to the disk costs nothing. */
function fastestFolder(): string {
  const [memory, roomBytes] = ['/dev/shm', 256 * 1024 * 1024];
  try {
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize >= roomBytes ? memory : tmpdir();
  } catch {
    return tmpdir();
  }
}

/** The reference server as it is built and deployed: what the bundler made of it is what is judged. */
export const openBuiltServer = (): Promise<Target> => openServer({}, 'api/dist/server/main.mjs');

/** The reference server over a PostgreSQL database of its own, counting in Redis when one is named. */
export async function openServerOnPostgres(postgres: string, redis: string | undefined): Promise<Target> {
  const database = await createOwnDatabase(postgres);
  try {
    const secrets = { ATTENY_SECRETS_KEY: randomBytes(32).toString('base64') };
    const server = await openServer({
      ...secrets,
      DATABASE_URL: database.url,
      ...(redis !== undefined && { REDIS_URL: redis }),
    });
    return {
      options: server.options,
      close: async () => {
        await server.close();
        await database.drop();
      },
    };
  } catch (error) {
    await database.drop();
    throw error;
  }
}

/** The checks whose replies Prism can judge: those to operations of the contract. */
const throughProxy = ['generated', 'scopes', 'limits', 'lists', 'promises'];

/** The reference server behind Prism's validating proxy, which says in a header what it finds. */
export async function openServerBehindProxy(): Promise<Target> {
  const server = await openServer();
  const folder = mkdtempSync(join(tmpdir(), 'atteny-proxy-'));
  const document = join(folder, 'openapi.json');
  writeFileSync(document, JSON.stringify(publicDocument));
  const closeServer = async (): Promise<void> => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const proxy = await startServer(
      [prism, 'proxy', document, server.api, '--port', '0', '--host', '127.0.0.1', '--multiprocess=false'],
      { says: /Prism is listening on (http:\/\/[\d.]+:\d+)/ },
    );
    const [, , ...rest] = server.options;
    const options = rest.slice(0, rest.indexOf('--floor'));
    return {
      options: ['--target', proxy.origin, ...options, ...throughProxy.flatMap((name) => ['--only', name])],
      close: async () => {
        await proxy.stop();
        await closeServer();
      },
    };
  } catch (error) {
    await closeServer();
    throw error;
  }
}

/** The mock, which keeps no state and is asked only what it can hold. */
export async function openMock(): Promise<Target> {
  const mock = await startServer([app('mock/src/main.ts'), '--port', '0', '--host', '127.0.0.1'], {
    says: /Mock no ar: (http:\/\/[\d.]+:\d+)\//,
  });
  return {
    options: ['--target', `${mock.origin}${basePath}`, '--key', anyKey, '--stateless'],
    close: () => mock.stop(),
  };
}

/** The reference server and the mock at once, to be asked the same and compared. */
export async function openServerAndMock(): Promise<Target> {
  const server = await openServer();
  try {
    const mock = await openMock();
    const other = mock.options.map((option) =>
      option.replace(/^--(?!target)/, '--other-').replace('--target', '--other'),
    );
    return {
      options: [...server.options.slice(0, server.options.indexOf('--floor')), ...other],
      close: async () => {
        await mock.close();
        await server.close();
      },
    };
  } catch (error) {
    await server.close();
    throw error;
  }
}

/**
 * Starts a Node program that takes any free port, and waits until it says which: a port that was looked for beforehand may be
 * another program's by then, and that one would answer.
 * @param says What it says once it is ready, with its origin as the first group.
 * @throws RunError with what it said, when it ends or stays silent.
 */
async function startServer(
  parameters: readonly string[],
  { env = {}, says }: { env?: Record<string, string>; says: RegExp },
): Promise<{ origin: string; stop(): Promise<void> }> {
  const program = startProgram(process.execPath, parameters, { env: { ...process.env, ...env } });
  try {
    const stop = async () => {
      await program.stop();
    };
    return { origin: await program.says(says), stop };
  } catch (error) {
    throw new RunError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
