import { spawn } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What a build reads, beneath the workspace: the app's own files, and the packages that it is made of. */
const sources = [
  'apps/console',
  'packages/contract/src',
  'packages/design-tokens',
  'packages/signature-doctor/src',
];
const notSource = new Set(['dist', 'node_modules', 'bench', 'prove', 'screenshots']);

/**
 * The folder of the built dashboard of a workspace, for the server to serve; built first where it is older than its source.
 * Null where the workspace has none. A build that fails is told and leaves the last one in force.
 */
export async function dashboardFolder(
  workspace: string,
  say: (text: string) => void,
): Promise<string | null> {
  const app = join(workspace, 'apps', 'console');
  const folder = join(app, 'dist');
  const builder = join(app, 'node_modules', 'vite', 'bin', 'vite.js');
  if ((await timeOf(builder)) === null) return null;
  const times = await Promise.all(sources.map((source) => newest(join(workspace, source))));
  const source = Math.max(...times);
  const built = await timeOf(join(folder, 'index.html'));
  if (built !== null && built >= source) return folder;
  const failure = await build(builder, app);
  if (failure !== null) say(`O painel não pôde ser construído:\n${failure}`);
  return (await timeOf(join(folder, 'index.html'))) === null ? null : folder;
}

/** When anything in a folder was last changed; 0: there is nothing. */
async function newest(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const times = await Promise.all(
    entries
      .filter(({ name }) => !notSource.has(name))
      .map(async (entry) => {
        const path = join(folder, entry.name);
        return entry.isDirectory() ? newest(path) : ((await timeOf(path)) ?? 0);
      }),
  );
  return Math.max(0, ...times);
}

async function timeOf(file: string): Promise<number | null> {
  return (await stat(file).catch(() => null))?.mtimeMs ?? null;
}

/** What the build said if it failed. */
function build(builder: string, app: string): Promise<string | null> {
  return new Promise((ended) => {
    let said = '';
    const child = spawn(process.execPath, [builder, 'build'], {
      cwd: app,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (part: Buffer) => (said += part.toString()));
    }
    child.once('error', (error) => ended(error.message));
    child.once('close', (status) => ended(status === 0 ? null : said.trim()));
  });
}
