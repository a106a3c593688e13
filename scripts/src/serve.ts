/**
 * `node scripts/src/serve.ts <file> [arguments]`: runs a server of the workspace that ends with the command that called it.
 * npx and pnpm do not pass every signal on: `kill` of the one that a script has started would leave the server behind.
 */
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { whenCallersAreGone } from './start/stop-signal.ts';

const [node = '', , entry = '', ...parameters] = process.argv;
const server = join(fileURLToPath(new URL('../..', import.meta.url)), entry);
process.argv = [node, server, ...parameters];
let asked = false;
whenCallersAreGone(process, () => {
  if (!asked) process.kill(process.pid, 'SIGTERM');
  asked = true;
});
await import(pathToFileURL(server).href);
