/** `node scripts/src/tasks.ts <task…> [turbo options]`: runs tasks of the packages by turbo, without telemetry. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { taskEnvironment } from './task-environment.ts';

const turbo = spawn('turbo', ['run', ...process.argv.slice(2)], {
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
});
