import { chmod, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What `atteny sandbox` leaves for the other commands of the same user. */
export interface Connection {
  /** Origin of the server, such as `http://127.0.0.1:4000`. */
  readonly url: string;
  readonly token: string;
  /** Key of the demo world. */
  readonly apiKey: string;
  readonly pid: number;
}

/** The file could be read or changed by others: what it says is not to be trusted. */
export class OpenFileError extends Error {
  override readonly name = 'OpenFileError';
}

/** Where the file stands: in the user's own folder for what programs keep. */
export function connectionPath(environment: NodeJS.ProcessEnv, home: string): string {
  const state = environment['XDG_STATE_HOME'] ?? environment['LOCALAPPDATA'] ?? join(home, '.local', 'state');
  return join(state, 'atteny', 'sandbox.json');
}

/** Puts a sandbox before those that run already. An open file is not trusted: nothing of it is kept. */
export async function addConnection(path: string, connection: Connection): Promise<void> {
  const others = await readConnections(path).catch(() => []);
  const kept = others.filter(({ url, pid }) => url !== connection.url && isRunning(pid));
  await writeConnections(path, [connection, ...kept]);
}

/** Takes the sandbox of a process out; with the last one the file goes. */
export async function removeConnection(path: string, pid: number): Promise<void> {
  const others = (await readConnections(path).catch(() => [])).filter((each) => each.pid !== pid);
  const kept = others.filter((each) => isRunning(each.pid));
  if (kept.length > 0) await writeConnections(path, kept);
  else await rm(path, { force: true });
}

/** Writes the file for its user alone, whatever was there before. */
async function writeConnections(path: string, connections: readonly Connection[]): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await rm(path, { force: true });
  await writeFile(path, `${JSON.stringify(connections, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  await chmod(path, 0o600);
}

/**
 * The sandboxes in the file, the newest first; none where there is no file, or none that can be understood.
 * Throws {@link OpenFileError}.
 */
export async function readConnections(path: string): Promise<Connection[]> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return [];
  if (process.platform !== 'win32' && ((found.mode & 0o077) !== 0 || found.uid !== process.getuid?.())) {
    throw new OpenFileError(path);
  }
  try {
    return (JSON.parse(await readFile(path, 'utf8')) as Partial<Connection>[]).flatMap((each) => {
      const { url, token, apiKey, pid } = each;
      return url && token && apiKey && pid && URL.canParse(url) ? [{ url, token, apiKey, pid }] : [];
    });
  } catch {
    return [];
  }
}

/** Whether a process is there; one that was killed could not take its sandbox out. */
function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
