import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { lockFolder } from '../db/folder-lock.ts';
import { openSqlite } from '../db/sqlite.ts';
import { createKeyDirectory, type KeyDirectory } from '../keys/directory.ts';
import { embeddedCounters } from '../limits/embedded.ts';
import type { Counters } from '../limits/counters.ts';
import type { Settings, Storage } from './settings.ts';

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
    // Its drivers are loaded by whoever uses them.
    const { openShared } = await import('./open-shared.ts');
    return { ...(await openShared(storage.url, redisUrl, onError)), unlock: () => {} };
  }
  const unlock = storage.kind === 'folder' ? lockFolder(storage.path) : () => {};
  try {
    if (storage.kind === 'folder' && reset) emptyFolder(storage.path);
    const database = await openSqlite(fileIn(storage, 'atteny.sqlite'));
    return { database, counters: embeddedCounters(fileIn(storage, 'quota.sqlite')), unlock };
  } catch (cause) {
    unlock();
    throw cause;
  }
}

function fileIn(storage: Exclude<Storage, { kind: 'postgres' }>, name: string): string {
  return storage.kind === 'memory' ? ':memory:' : join(storage.path, name);
}

// The lock is held while the rest goes.
function emptyFolder(path: string): void {
  for (const name of readdirSync(path)) {
    if (!name.startsWith('lock.sqlite')) rmSync(join(path, name), { recursive: true });
  }
}
