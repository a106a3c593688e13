import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreUnavailable } from './database.ts';

/** A data folder that a server cannot begin with; the message says why and what to do. */
export class FolderUnusable extends Error {
  override readonly name = 'FolderUnusable';
}

/**
 * A folder that has a key, or in which requests were counted, had a database: one that is gone or empty is a loss, and no
 * reason to begin anew.
 * @throws FolderUnusable
 */
export function demandWholeFolder(folder: string, hasCounted: boolean): void {
  const database = join(folder, 'atteny.sqlite');
  if (!existsSync(join(folder, 'secrets.key')) && !hasCounted) return;
  if (existsSync(database) && statSync(database).size > 0) return;
  throw new FolderUnusable(
    `A pasta de dados ${folder} tem a chave ou a conta de um servidor, mas o banco atteny.sqlite está ausente ou vazio. ` +
      'Restaure o banco de uma cópia ou, para começar de novo sem os dados, use uma pasta vazia (no sandbox, --reset).',
  );
}

/** Makes a file that its owner alone may read; SQLite gives the files beside it the same rights. */
export function ownFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
}

const roomBytes = 65_536;

/** Fails when nothing can be written beside `path`: the disk is full, or read-only. */
export function demandRoom(path: string): void {
  const probe = `${path}-room`;
  try {
    writeFileSync(probe, Buffer.alloc(roomBytes), { mode: 0o600 });
  } catch (cause) {
    throw diskFailure(cause, path);
  } finally {
    rmSync(probe, { force: true });
  }
}

// SQLITE_READONLY, SQLITE_IOERR, SQLITE_FULL, SQLITE_CANTOPEN; the low byte of what it says.
const diskCodes = new Set([8, 10, 13, 14]);
const diskErrors = new Set([
  'ENOSPC',
  'EDQUOT',
  'EROFS',
  'EIO',
  'EACCES',
  'EPERM',
  'ENOTDIR',
  'ENOENT',
  'EEXIST',
]);

/** What an error of SQLite or of the file system means: one of the disk says that nothing was done. */
export function diskFailure(error: unknown, path: string): unknown {
  if (!(error instanceof Error)) return error;
  const ofSqlite =
    'errcode' in error && typeof error.errcode === 'number' && diskCodes.has(error.errcode & 0xff);
  const ofFiles = 'code' in error && diskErrors.has(String(error.code));
  if (!ofSqlite && !ofFiles) return error;
  return new StoreUnavailable(`The disk of ${path} takes nothing: ${error.message}.`, { cause: error });
}

/** Another process has the folder. */
export class FolderTaken extends Error {
  override readonly name = 'FolderTaken';

  constructor(folder: string) {
    super(
      `A pasta de dados ${folder} está em uso por outro processo: talvez um \`pnpm start\` ou \`pnpm sandbox\` já no ar. ` +
        'Use aquele, encerre-o, ou escolha outra pasta com ATTENY_DATA_FOLDER (e outra porta com ATTENY_API_PORT).',
    );
  }
}

/**
 * Takes a data folder for this process, creating it if need be. The operating system holds the lock: it ends with
 * the process, however that ends.
 *
 * @returns gives the folder back.
 * @throws FolderTaken at once when another process has it.
 */
export function lockFolder(folder: string): () => void {
  const file = join(folder, 'lock.sqlite');
  ownFile(file);
  const lock = new DatabaseSync(file);
  try {
    lock.exec('pragma locking_mode = exclusive; begin exclusive');
  } catch (cause) {
    lock.close();
    if (isBusy(cause)) throw new FolderTaken(folder);
    throw cause;
  }
  return () => lock.close();
}

const sqliteBusy = 5;

/** Whether another process has a database of its own. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy;
}
