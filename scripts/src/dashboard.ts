import { spawn } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

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
  const [source, built] = await Promise.all([newest(join(app, 'src')), timeOf(join(folder, 'index.html'))]);
  if (source === null || (await timeOf(builder)) === null) return null;
  if (built !== null && built >= source) return folder;
  const failure = await build(builder, app);
  if (failure !== null) say(`O painel não pôde ser construído:\n${failure}`);
  return (await timeOf(join(folder, 'index.html'))) === null ? null : folder;
}

async function newest(folder: string): Promise<number | null> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => null);
  if (entries === null) return null;
  const files = entries.filter((entry) => entry.isFile());
  const times = await Promise.all(files.map((file) => timeOf(join(file.parentPath, file.name))));
  return Math.max(0, ...times.map((time) => time ?? 0));
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
