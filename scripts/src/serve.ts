/**
 * `node scripts/src/serve.ts <file> [arguments]`: runs a server of the workspace that ends with the command that called it.
 * npx and pnpm do not pass every signal on: `kill` of the one that a script has started would leave the server behind.
 */
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { dashboardFolder } from './dashboard.ts';
import { whenCallersAreGone } from './start/stop-signal.ts';

const [node = '', , entry = '', ...parameters] = process.argv;
const workspace = fileURLToPath(new URL('../..', import.meta.url));
const server = join(workspace, entry);
process.argv = [node, server, ...parameters];
if (entry === 'apps/api/src/main.ts') {
  const dashboard = await dashboardFolder(workspace, (text) => console.error(text));
  if (dashboard) process.env['ATTENY_CONSOLE_FOLDER'] ??= dashboard;
}
let asked = false;
whenCallersAreGone(process, () => {
  if (!asked) process.kill(process.pid, 'SIGTERM');
  asked = true;
});
await import(pathToFileURL(server).href);
