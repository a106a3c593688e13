import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { taskEnvironment } from './task-environment.ts';
import type { FailedTask } from './to-do.ts';

export const workspace = join(import.meta.dirname, '../..');
const runs = join(workspace, '.turbo/runs');

export interface TurboRun {
  readonly code: number;
  readonly failed: readonly FailedTask[];
}

/**
 * Runs tasks of the packages by turbo, without telemetry.
 * @param quiet nothing of it is shown, unless it ends without saying which task failed
 */
export function runTurbo(parameters: readonly string[], { quiet }: { quiet: boolean }): Promise<TurboRun> {
  const before = new Set(filesIn(runs));
  const turbo = spawn('turbo', ['run', ...parameters, '--summarize'], {
    env: taskEnvironment(process.env),
    stdio: quiet ? ['inherit', 'pipe', 'pipe'] : 'inherit',
    shell: process.platform === 'win32',
    cwd: workspace,
  });
  let said = '';
  for (const stream of [turbo.stdout, turbo.stderr]) {
    stream?.setEncoding('utf8').on('data', (part: string) => (said += part));
  }
  // A terminal sends Ctrl-C to turbo as well; a supervisor sends its signal to this process alone.
  let interrupted: NodeJS.Signals | undefined;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      interrupted = signal;
      turbo.kill(signal);
    });
  }
  return new Promise((resolve) => {
    turbo.on('error', (error) => {
      console.error(
        `turbo could not be started (${error.message}). Run this by a pnpm script, such as \`pnpm test\`.`,
      );
      resolve({ code: 1, failed: [] });
    });
    turbo.on('close', (status, signal) => {
      // Nothing is to follow that nobody waits for.
      if (interrupted) process.exit(128 + constants.signals[interrupted]);
      const code = signal ? 128 + constants.signals[signal] : (status ?? 1);
      const failed = failedTasks(before, said);
      if (code !== 0 && failed.length === 0) process.stderr.write(said);
      resolve({ code, failed });
    });
  });
}

interface Task {
  taskId: string;
  directory: string;
  /** Missing where a task is never cached. */
  logFile?: string;
  dependencies: string[];
  execution?: { exitCode: number };
}

/** The tasks that failed, from what turbo wrote of this run; that goes away. */
function failedTasks(before: ReadonlySet<string>, said: string): FailedTask[] {
  const written = filesIn(runs).filter((file) => !before.has(file));
  return written.flatMap((file) => {
    const { tasks } = JSON.parse(readFileSync(join(runs, file), 'utf8')) as { tasks: Task[] };
    rmSync(join(runs, file));
    const depths = depthsOf(tasks);
    return tasks
      .filter(({ execution }) => execution && execution.exitCode !== 0)
      .map(({ taskId, directory, logFile }) => ({
        task: taskId,
        folder: directory,
        depth: depths.get(packageOf(taskId)) ?? 0,
        log: logOf(taskId, logFile, said),
      }));
  });
}

const packageOf = (taskId: string): string => taskId.split('#')[0] ?? taskId;

/** How many packages lie below each, one upon the other. */
function depthsOf(tasks: readonly Task[]): Map<string, number> {
  const below = new Map<string, Set<string>>();
  for (const { taskId, dependencies } of tasks) {
    const known = below.get(packageOf(taskId)) ?? new Set();
    for (const each of dependencies) if (packageOf(each) !== packageOf(taskId)) known.add(packageOf(each));
    below.set(packageOf(taskId), known);
  }
  const depths = new Map<string, number>();
  const depthOf = (name: string): number => {
    const known = depths.get(name);
    if (known !== undefined) return known;
    depths.set(name, 0);
    const depth = 1 + Math.max(-1, ...[...(below.get(name) ?? [])].map(depthOf));
    depths.set(name, depth);
    return depth;
  };
  for (const name of below.keys()) depthOf(name);
  return depths;
}

/** All that a task said: turbo keeps it in a file, unless the task is never cached. */
function logOf(taskId: string, file: string | undefined, said: string): string {
  const path = file && join(workspace, file);
  if (path && existsSync(path)) return readFileSync(path, 'utf8');
  const prefix = `${taskId.replace('#', ':')}: `;
  const lines = said.split('\n').filter((line) => line.startsWith(prefix));
  return lines.length === 0
    ? 'What it said stands above.'
    : lines.map((line) => line.slice(prefix.length)).join('\n');
}

function filesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
