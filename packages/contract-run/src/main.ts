/**
 * `node src/main.ts <sqlite|postgres|proxy|mock|dist> [options]`: starts that target, judges it, and leaves its reports in
 * reports/. The options are those of `pnpm contract test`, such as --seed; they hold before what is written here.
 * `node src/main.ts mutants`: judges what the run on sqlite recorded again, once for every way in which it could be wrong.
 * `node src/main.ts rules`: the same with what the run on dist recorded, and shows of every rule of the model that it is needed.
 * `node src/main.ts compare`: plays the same sequences on the server and on the mock.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { RunError } from './run-error.ts';
import {
  openBuiltServer,
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
/** All that a run saw, for the mutants. */
const recordOf = (name: 'sqlite' | 'dist'): string => `${reports}/${name}.record.json`;
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
  dist: openBuiltServer,
};

// Whatever is started reads the same programs as the last time: what Node made of them is kept.
const compiled = enableCompileCache(
  fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)),
).directory;
if (compiled !== undefined) process.env['NODE_COMPILE_CACHE'] ??= compiled;

const [wanted = '', ...given] = process.argv.slice(2);
// The longest part has the right of way: the others run beside it, and all are over sooner.
if (wanted !== 'postgres') setPriority(10);
process.exitCode = await main(wanted, given).catch((error: unknown) => {
  if (!(error instanceof RunError)) throw error;
  console.error(`contract: ${error.message}`);
  return 2;
});

async function main(name: string, options: readonly string[]): Promise<number> {
  const open = Object.hasOwn(targets, name) ? targets[name] : undefined;
  if (name === 'compare') return await run(openServerAndMock, 'compare/main.ts', options);
  if (name === 'mutants') return await mutants(options);
  if (name === 'rules') {
    return await start('mutants/main.ts', ['--rules', '--record', recordOf('dist'), ...options]);
  }
  if (!open) {
    throw new RunError(`«${name}» is none of ${Object.keys(targets).join(', ')}, compare, mutants, rules.`);
  }
  mkdirSync(reports, { recursive: true });
  const files = ['junit', 'sarif', 'md', 'json'].flatMap((kind) => [
    `--${kind}`,
    `${reports}/${name}.${ending[kind]}`,
  ]);
  if (name === 'sqlite' || name === 'dist') files.push('--record', recordOf(name));
  return await run(open, 'main.ts', [...files, ...options]);
}

/** The record is that of the suite on SQLite; without one it is made first. */
async function mutants(args: readonly string[]): Promise<number> {
  if (!args.includes('--record') && !args.includes('--help') && !existsSync(recordOf('sqlite'))) {
    const code = await main('sqlite', []);
    if (code !== 0) return code;
  }
  const recorded = args.includes('--record') ? [] : ['--record', recordOf('sqlite')];
  return await start('mutants/main.ts', [
    ...recorded,
    '--json',
    `${reports}/mutants.json`,
    '--md',
    `${reports}/mutants.md`,
    ...args,
  ]);
}

/** Runs a program of the suite on targets that live as long as it does. Returns its exit code. */
async function run(open: () => Promise<Target>, path: string, options: readonly string[]): Promise<number> {
  const target = await open();
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());
  try {
    return await start(path, [...target.options, '--seed', seed, ...options], interrupted.signal);
  } finally {
    await target.close();
  }
}

async function start(path: string, options: readonly string[], interrupted?: AbortSignal): Promise<number> {
  const child = spawn(process.execPath, [program(path), ...options], { stdio: 'inherit' });
  interrupted?.addEventListener('abort', () => child.kill());
  const [code] = (await once(child, 'close')) as [number | null];
  return code ?? 1;
}
