import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ownFile } from './data-folder.ts';

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
