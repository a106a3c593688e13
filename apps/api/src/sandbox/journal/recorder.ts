import type { JournalRequest } from '@atteny/contract/console';
import type { Database } from '../../db/database.ts';
import type { Watcher } from '../../http/watch.ts';
import { entryOf, type JournalEntry } from './entry.ts';
import { requestJournal } from './requests.ts';

export interface JournalRecorderOptions {
  database: Database;
  /** Told of each request as it ends. */
  onRequest: (organizationId: string, request: JournalRequest) => void;
  onError: (error: unknown) => void;
}

/** Requests of one organization between two trims. */
const trimEvery = 1_000;

/**
 * Writes every request of a world down, behind the replies: many share one transaction. `flushed` resolves when all
 * that ended before has been written, so that who reads the journal finds his own requests in it.
 */
export function createJournalRecorder({ database, onRequest, onError }: JournalRecorderOptions) {
  const journal = requestJournal(database);
  const written = new Map<string, number>();
  let waiting: JournalEntry[] = [];
  let writing: Promise<void> | null = null;

  async function write(): Promise<void> {
    while (waiting.length > 0) {
      const entries = waiting;
      waiting = [];
      try {
        await journal.write(entries);
        for (const { organizationId } of entries) await count(organizationId);
      } catch (error) {
        onError(error);
      }
    }
    writing = null;
  }

  async function count(organizationId: string): Promise<void> {
    const total = (written.get(organizationId) ?? 0) + 1;
    written.set(organizationId, total % trimEvery);
    if (total === trimEvery) await journal.trim(organizationId);
  }

  const watcher: Watcher = (finished) => {
    const entry = entryOf(finished);
    if (!entry) return;
    onRequest(entry.organizationId, entry.request);
    waiting.push(entry);
    writing ??= write();
  };

  return {
    watcher,
    flushed: async (): Promise<void> => {
      // A reply reaches its client a moment before the connection tells that it did.
      await new Promise((resolve) => setImmediate(resolve));
      await writing;
    },
  };
}
