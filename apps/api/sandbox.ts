import { consoleBasePath } from '@atteny/contract';
import pino from 'pino';
import { systemClock } from './src/clock.ts';
import { demoKey } from './src/demo/seed.ts';
import { localBaseUrl, sandboxInMemory } from './src/start/settings.ts';
import { run, type Running } from './src/start/run.ts';

import { createWorld, type SandboxWorld } from './sandbox-world.ts';
import type { CreateWorldRequest } from '@atteny/contract/console';

export { SandboxError, type SandboxWorld } from './sandbox-world.ts';
export { matchers, type ExpectedDelivery, type ExpectedRequest } from './sandbox-matchers.ts';

export interface SandboxOptions {
  /** 0 (the default): any free port. */
  readonly port?: number;
  /** What the console asks for; left out, a new one. */
  readonly consoleToken?: string;
  /** Where the data is kept; left out, in memory until the end. */
  readonly folder?: string;
  /** Begins with an empty folder. */
  readonly anew?: boolean;
  /** Folder of the built dashboard, served under /console/; left out, none. */
  readonly dashboard?: string;
}

/** A server of its own for a test: in memory, on loopback, with a key and demo data. */
export interface Sandbox {
  /** Base URL of the public API, such as `http://127.0.0.1:41234/api/v1`. */
  readonly baseUrl: string;
  /** Base URL of the console, such as `http://127.0.0.1:41234/console/v1`. */
  readonly consoleUrl: string;
  /** Key of the demo organization, with every scope. */
  readonly apiKey: string;
  /** What the console asks for. */
  readonly consoleToken: string;
  /** A link that opens the dashboard, where there is one. It works once. */
  signInLink(): Promise<string>;
  /** A new world, so that tests at the same time do not meet. */
  world(wanted?: CreateWorldRequest): Promise<SandboxWorld>;
  /** Puts everything back to what it was at the start, in milliseconds. Call it while no request is under way. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts a sandbox inside this process; several run side by side and share nothing.
 *
 * @example
 * const sandbox = await createSandbox();
 * const response = await fetch(`${sandbox.baseUrl}/me`, { headers: { authorization: `Bearer ${sandbox.apiKey}` } });
 * await sandbox.close();
 *
 * @throws when the port is taken.
 */
export async function createSandbox({
  port = 0,
  consoleToken,
  folder,
  anew = false,
  dashboard,
}: SandboxOptions = {}): Promise<Sandbox> {
  const running = await run(
    {
      ...sandboxInMemory,
      port,
      consoleToken: consoleToken ?? null,
      ...(folder !== undefined && { storage: { kind: 'folder', path: folder }, reset: anew }),
      ...(dashboard !== undefined && { dashboard: { folder: dashboard, frameAncestors: [] } }),
    },
    { clock: systemClock, log: pino({ level: 'silent' }) },
  );
  return {
    baseUrl: localBaseUrl(running.port),
    consoleUrl: `http://127.0.0.1:${running.port}${consoleBasePath}`,
    apiKey: demoKey,
    consoleToken: running.consoleToken,
    signInLink: () => running.signInLink(),
    world: (wanted) =>
      createWorld({ origin: `http://127.0.0.1:${running.port}`, consoleToken: running.consoleToken }, wanted),
    reset: () => resetServer(running),
    close: () => running.close(),
  };
}

/** Removes every organization with all that is its, and seeds the demo organization anew. */
async function resetServer({ stores: { database, counters, keys }, reseed }: Running): Promise<void> {
  const gone = await database.kysely.deleteFrom('organizations').returning('id').execute();
  for (const { id } of gone) await counters.quota.forget(id);
  await reseed();
  keys.forget();
}
