import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { freePort, type Program, startProgram } from '@atteny/local-servers';

export { setTimeout as pause } from 'node:timers/promises';

/** What is proven is what is deployed. */
export const builtServer = fileURLToPath(new URL('../dist/server/main.mjs', import.meta.url));
/** As the image and docs/operations.md start it. */
const asDeployed = {
  flags: ['--max-semi-space-size=16', '--initial-old-space-size=40', '--heap-growing-percent=40'],
  environment: { MALLOC_ARENA_MAX: '2' },
};

/** A real process of the server. */
export interface ServerProcess extends Program {
  readonly origin: string;
  readonly token: string;
  /** Milliseconds from the start to the first ready reply. */
  readonly readyAfter: number;
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
  const started = entry === builtServer ? asDeployed : { flags: [], environment: {} };
  const own = { ATTENY_API_PORT: String(port), ATTENY_CONSOLE_TOKEN: token };
  const program = startProgram(process.execPath, [...started.flags, entry, ...args(port)], {
    env: { ...process.env, ...started.environment, ...own, ...environment },
  });
  const origin = `http://127.0.0.1:${port}`;
  await program.answers(origin + ready);
  return Object.assign(program, { origin, token, readyAfter: performance.now() - begun });
}
