import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import {
  demandWholeFolder,
  diskFailure,
  FolderUnusable,
  FolderTaken,
  isBusy,
  lockFolder,
} from '../db/data-folder.ts';
import { openSqlite } from '../db/sqlite.ts';
import { createKeyDirectory, type KeyDirectory } from '../keys/directory.ts';
import { embeddedCounters } from '../limits/embedded.ts';
import type { Counters } from '../limits/counters.ts';
import type { Settings } from './settings.ts';

/** The stores of a process. */
export interface Stores {
  readonly database: Database;
  readonly counters: Counters;
  readonly keys: KeyDirectory;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly clock: Clock;
  readonly log: Logger;
}

type Opening = Pick<Settings, 'storage' | 'redisUrl' | 'reset'>;

/** Opens the stores that the settings name. @throws FolderTaken, or what the database says. */
export async function openStores(settings: Opening, { clock, log }: OpenOptions): Promise<Stores> {
  const { database, counters, unlock } = await opened(settings, (error) =>
    log.error({ err: error }, 'store'),
  );
  return {
    database,
    counters,
    keys: createKeyDirectory(database, clock),
    async close() {
      await counters.close();
      await database.close();
      unlock();
    },
  };
}

interface Opened {
  readonly database: Database;
  readonly counters: Counters;
  /** Gives the data folder back. */
  readonly unlock: () => void;
}

async function opened(settings: Opening, onError: (error: Error) => void): Promise<Opened> {
  const { storage, redisUrl, reset } = settings;
  if (storage.kind === 'postgres') {
    return { ...(await openShared(storage.url, redisUrl, onError)), unlock: () => {} };
  }
  if (storage.kind === 'memory') {
    return {
      database: await openSqlite(':memory:'),
      counters: embeddedCounters(':memory:'),
      unlock: () => {},
    };
  }
  return openFolder(storage.path, reset);
}

/** Opens PostgreSQL, and Redis if it is named. @throws what they say; then nothing stays open. */
async function openShared(
  url: string,
  redisUrl: string | null,
  onError: (error: Error) => void,
): Promise<Pick<Opened, 'database' | 'counters'>> {
  // Their drivers are loaded by those who use them.
  const { openPostgres } = await import('../db/postgres/postgres.ts');
  const { sharedCounters } = await import('../limits/postgres.ts');
  const database = await openPostgres(url, { onError });
  try {
    const rate = redisUrl === null ? undefined : await openRedis(redisUrl, onError);
    return { database, counters: sharedCounters(url, { onError, ...(rate && { rate }) }) };
  } catch (cause) {
    await database.close();
    throw cause;
  }
}

async function openRedis(url: string, onError: (error: Error) => void) {
  const { redisRate } = await import('../limits/redis.ts');
  return await redisRate(url, { onError });
}

async function openFolder(path: string, reset: boolean): Promise<Opened> {
  const undo: (() => unknown)[] = [];
  try {
    const unlock = lockFolder(path);
    undo.unshift(unlock);
    if (reset) await emptyFolder(path);
    // Before the database: it is locked as well, should somebody have deleted the lock of a server that runs.
    const counters = embeddedCounters(join(path, 'quota.sqlite'));
    undo.unshift(() => counters.close());
    demandWholeFolder(path, counters.hasCounted);
    const database = await openSqlite(join(path, 'atteny.sqlite'));
    return { database, counters, unlock };
  } catch (cause) {
    for (const step of undo) await step();
    if (isBusy(cause)) throw new FolderTaken(path);
    const failure = diskFailure(cause, path);
    if (failure === cause) throw cause;
    throw new FolderUnusable(
      `Não é possível escrever na pasta de dados ${path}: verifique o espaço em disco e as permissões, ou escolha outra em ATTENY_DATA_FOLDER.`,
      { cause },
    );
  }
}

// The lock is held while the rest goes; the other one tells whether it was that of a server that runs, and deleted.
async function emptyFolder(path: string): Promise<void> {
  try {
    await embeddedCounters(join(path, 'quota.sqlite')).close();
  } catch (cause) {
    // Whatever else is wrong with it goes, too.
    if (isBusy(cause)) throw cause;
  }
  for (const name of readdirSync(path)) {
    if (!name.startsWith('lock.sqlite')) rmSync(join(path, name), { recursive: true });
  }
}
