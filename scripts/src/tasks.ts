/** `node scripts/src/tasks.ts <task…> [turbo options]`: runs tasks of the packages by turbo, without telemetry. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { type FailedTask, summaryOf } from './failed-tasks.ts';
import { taskEnvironment } from './task-environment.ts';

const workspace = join(import.meta.dirname, '../..');
const runs = join(workspace, '.turbo/runs');
const before = new Set(filesIn(runs));

const turbo = spawn('turbo', ['run', ...process.argv.slice(2), '--summarize'], {
  env: taskEnvironment(process.env),
  stdio: 'inherit',
  shell: process.platform === 'win32',
});

// A terminal sends Ctrl-C to turbo as well; a supervisor sends its signal to this process alone.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => turbo.kill(signal));
}
turbo.on('error', (error) => {
  console.error(
    `turbo could not be started (${error.message}). Run this by a pnpm script, such as \`pnpm test\`.`,
  );
  process.exitCode = 1;
});
turbo.on('exit', (code, signal) => {
  process.exitCode = signal ? 128 + constants.signals[signal] : (code ?? 1);
  const failed = takeFailures();
  if (code) console.error(`\n${summaryOf(failed)}`);
});

interface Run {
  tasks: {
    taskId: string;
    directory: string;
    /** Missing where a task is never cached. */
    logFile?: string;
    execution?: { exitCode: number; endTime: number };
  }[];
}

/** The tasks that failed, from what turbo wrote of this run; that goes away. */
function takeFailures(): FailedTask[] {
  const written = filesIn(runs).filter((file) => !before.has(file));
  return written.flatMap((file) => {
    const { tasks } = JSON.parse(readFileSync(join(runs, file), 'utf8')) as Run;
    rmSync(join(runs, file));
    return tasks.flatMap(({ taskId, directory, logFile, execution }) =>
      execution && execution.exitCode !== 0
        ? [{ task: taskId, folder: directory, ended: execution.endTime, log: readLog(logFile) }]
        : [],
    );
  });
}

function readLog(file: string | undefined): string {
  const path = file && join(workspace, file);
  return path && existsSync(path) ? readFileSync(path, 'utf8') : 'What it said stands above.';
}

function filesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
