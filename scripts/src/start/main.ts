/** `pnpm start`: see `pnpm start --help`. */
import { fileURLToPath } from 'node:url';
import { dashboardFolder } from '../dashboard.ts';
import { taskEnvironment } from '../task-environment.ts';
import { optionsFrom, usage } from './options.ts';
import { presentParts } from './parts.ts';
import { portsFrom } from './ports.ts';
import { StartError } from './start-error.ts';
import { start } from './start.ts';
import { stopSignal } from './stop-signal.ts';

const workspace = fileURLToPath(new URL('../../../', import.meta.url));

try {
  const { help, logs, host } = optionsFrom(process.argv.slice(2));
  if (help) {
    console.log(usage());
  } else {
    const dashboard = await dashboardFolder(workspace, (text) => console.error(text));
    const ports = portsFrom(process.env, presentParts(workspace));
    await start({
      workspace,
      environment: {
        ...(dashboard ? { ATTENY_CONSOLE_FOLDER: dashboard } : {}),
        ...taskEnvironment(process.env),
        // Each part knows where the others are: the dashboard leads to the documentation.
        ...Object.fromEntries([...ports].map(([{ variable }, port]) => [variable, String(port)])),
      },
      ports,
      logs,
      host,
      timeouts: { start: 180_000, stop: 5000 },
      print: (text) => console.log(text),
      now: () => performance.now(),
      stop: stopSignal(process),
    });
  }
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
