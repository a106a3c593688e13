import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { taskEnvironment } from '../task-environment.ts';
import { reachableServices } from './services.ts';
import {
  rowsOf,
  tableOf,
  type MutantFigures,
  type Part,
  type SuiteSummary,
  type TaskSummary,
} from './table.ts';

const suite = '@atteny/contract-run#contract:';
const parts: readonly Part[] = [
  { taskId: '@atteny/contract#fresh', title: 'generated files are fresh' },
  { taskId: '@atteny/redocly-rules#lint', title: 'documents and journeys keep the rules' },
  { taskId: '@atteny/contract-gate#gate', title: 'gate: nothing breaks unannounced' },
  { taskId: `${suite}sqlite`, title: 'suite on the server, SQLite', report: 'sqlite' },
  { taskId: `${suite}mutants`, title: 'mutants of the recorded run', mutants: true },
  { taskId: `${suite}postgres`, title: 'suite on the server, PostgreSQL', report: 'postgres' },
  { taskId: `${suite}proxy`, title: 'suite through the validating proxy', report: 'proxy' },
  { taskId: `${suite}mock`, title: 'suite on the mock', report: 'mock' },
  { taskId: `${suite}compare`, title: 'differential: server and mock' },
];

/** Does for the contract what CI does, each part only if something that it depends on has changed. Returns the exit code. */
export async function everything(workspace: string): Promise<number> {
  const started = performance.now();
  const { postgres, redis } = await reachableServices(process.env);
  const run = parts.filter(({ report }) => report !== 'postgres' || postgres !== undefined);
  const environment = {
    ...taskEnvironment(process.env),
    // Many processes read the same modules.
    NODE_COMPILE_CACHE: join(workspace, 'node_modules', '.cache', 'node-compiled'),
    ATTENY_CONTRACT_BASE: mergeBase(workspace) ?? '',
    // An entry of the allow-file holds until its day.
    ATTENY_CONTRACT_DAY: new Date().toISOString().slice(0, 10),
    ATTENY_CONTRACT_POSTGRES: postgres ?? '',
    ATTENY_CONTRACT_REDIS: redis ?? '',
  };
  const { code, tasks } = await turbo(
    workspace,
    run.map(({ taskId }) => taskId),
    environment,
  );
  const rows = rowsOf(run, tasks, {
    suite: (report) => reportOf<SuiteSummary>(workspace, report),
    mutants: () => reportOf<MutantFigures>(workspace, 'mutants'),
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`\n${tableOf(rows)}\n`);
  if (postgres === undefined) {
    process.stdout.write('– suite on PostgreSQL left out: none answers on this machine\n');
  }
  process.stdout.write(`${seconds} s; reports in packages/contract-run/reports\n`);
  return code !== 0 || rows.some(({ ok }) => !ok) ? 1 : 0;
}

async function turbo(
  workspace: string,
  taskIds: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ code: number; tasks: TaskSummary[] }> {
  const runs = join(workspace, '.turbo', 'runs');
  mkdirSync(runs, { recursive: true });
  const before = new Set(readdirSync(runs));
  const options = ['--continue', '--summarize', '--output-logs=new-only', '--log-order=stream', atOnce()];
  const child = spawn('turbo', ['run', ...taskIds, ...options], {
    cwd: workspace,
    env,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  const [code] = (await once(child, 'close')) as [number | null];
  const written = readdirSync(runs).filter((name) => !before.has(name));
  const tasks = written.flatMap((name) => {
    const { tasks: found } = JSON.parse(readFileSync(join(runs, name), 'utf8')) as { tasks: TaskSummary[] };
    rmSync(join(runs, name));
    return found;
  });
  return { code: code ?? 1, tasks };
}

/** A suite waits for half of its time: one more at once than there are cores keeps them busy. */
const atOnce = (): string => `--concurrency=${availableParallelism() + 1}`;

/** The commit that the gate compares with; undefined outside of a repository, where the gate itself says so. */
function mergeBase(workspace: string): string | undefined {
  const git = (...args: string[]): string =>
    execFileSync('git', args, {
      cwd: workspace,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  for (const ref of ['origin/main', 'main']) {
    try {
      return git('merge-base', ref, 'HEAD');
    } catch {
      // The next one.
    }
  }
  return undefined;
}

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- each report has its own shape
function reportOf<T>(workspace: string, report: string): T | undefined {
  try {
    const file = join(workspace, 'packages', 'contract-run', 'reports', `${report}.json`);
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    return undefined;
  }
}
