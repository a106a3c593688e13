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

/** Writes the file for its user alone, whatever was there before. */
export async function writeConnection(path: string, connection: Connection): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await rm(path, { force: true });
  await writeFile(path, `${JSON.stringify(connection, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  await chmod(path, 0o600);
}

/** Removes the file, unless another sandbox has written its own since. */
export async function removeConnection(path: string, pid: number): Promise<void> {
  const connection = await readConnection(path).catch(() => undefined);
  if (connection?.pid === pid) await rm(path, { force: true });
}

/** What the file says; undefined where there is none, or none that can be understood. Throws {@link OpenFileError}. */
export async function readConnection(path: string): Promise<Connection | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return undefined;
  if (process.platform !== 'win32' && ((found.mode & 0o077) !== 0 || found.uid !== process.getuid?.())) {
    throw new OpenFileError(path);
  }
  try {
    const { url, token, apiKey, pid } = JSON.parse(await readFile(path, 'utf8')) as Partial<Connection>;
    return url && token && apiKey && pid && URL.canParse(url) ? { url, token, apiKey, pid } : undefined;
  } catch {
    return undefined;
  }
}
