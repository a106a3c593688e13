/**
 * `node src/main.ts <sqlite|postgres|proxy|mock>`: starts that target, judges it, and leaves its reports in reports/.
 * `node src/main.ts compare`: plays the same sequences on the server and on the mock.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { RunError } from './run-error.ts';
import {
  openMock,
  openServer,
  openServerAndMock,
  openServerBehindProxy,
  openServerOnPostgres,
  type Target,
} from './targets.ts';

const program = (path: string): string =>
  fileURLToPath(new URL(`../../contract-tests/src/${path}`, import.meta.url));
const reports = fileURLToPath(new URL('../reports', import.meta.url));
/** File ending of each report of `contract test`. */
const ending: Record<string, string> = { junit: 'xml', sarif: 'sarif', md: 'md', json: 'json' };
/** The same on every run: a cached result and a red one can both be had again. */
const seed = '20261122';
const localPostgres = 'postgres://postgres@127.0.0.1:5432/postgres';

const targets: Record<string, () => Promise<Target>> = {
  sqlite: () => openServer(),
  postgres: () =>
    openServerOnPostgres(
      process.env['ATTENY_CONTRACT_POSTGRES'] || localPostgres,
      process.env['ATTENY_CONTRACT_REDIS'] || undefined,
    ),
  proxy: openServerBehindProxy,
  mock: openMock,
};

process.exitCode = await main(process.argv[2] ?? '').catch((error: unknown) => {
  if (!(error instanceof RunError)) throw error;
  console.error(`contract: ${error.message}`);
  return 2;
});

async function main(name: string): Promise<number> {
  const open = Object.hasOwn(targets, name) ? targets[name] : undefined;
  if (name === 'compare') return await run(openServerAndMock, 'compare/main.ts', []);
  if (!open) throw new RunError(`«${name}» is none of ${Object.keys(targets).join(', ')}, compare.`);
  mkdirSync(reports, { recursive: true });
  const files = ['junit', 'sarif', 'md', 'json'].flatMap((kind) => [
    `--${kind}`,
    `${reports}/${name}.${ending[kind]}`,
  ]);
  return await run(open, 'main.ts', files);
}

/** Runs a program of the suite on targets that live as long as it does. Returns its exit code. */
async function run(open: () => Promise<Target>, path: string, options: readonly string[]): Promise<number> {
  const target = await open();
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());
  try {
    const child = spawn(process.execPath, [program(path), ...target.options, '--seed', seed, ...options], {
      stdio: 'inherit',
    });
    interrupted.signal.addEventListener('abort', () => child.kill());
    const [code] = (await once(child, 'close')) as [number | null];
    return code ?? 1;
  } finally {
    await target.close();
  }
}
