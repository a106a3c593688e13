import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { Watcher } from '../http/arrival.ts';
import type { AttemptWritten, Notices } from '../webhooks/notices.ts';
import { createJournalRecorder } from './journal/recorder.ts';
import { createStreamHub, type StreamHub } from './stream/hub.ts';
import { createDeliveryFeed } from './stream/feed.ts';

/** What a sandbox hears of its own doings: for the journal, the streams and the advances of clocks. */
export interface LiveWorlds {
  hub: StreamHub;
  /** To be told of deliveries. */
  notices: Notices;
  /** To be told of requests. */
  watcher: Watcher;
  /** Resolves when every request that ended before is in the journal. */
  journalFlushed: () => Promise<void>;
  /** Resolves when nothing more of what happened before has to be read or written. */
  flushed: () => Promise<void>;
  /** Subscribes to attempts; returns the end of it. */
  onWritten: (listener: (written: AttemptWritten[]) => void) => () => void;
}

export interface LiveWorldsOptions {
  database: Database;
  clock: Clock;
  onError: (error: unknown) => void;
}

export function createLiveWorlds({ database, clock, onError }: LiveWorldsOptions): LiveWorlds {
  const hub = createStreamHub(clock);
  const feed = createDeliveryFeed(database, hub, onError);
  const listeners = new Set<(written: AttemptWritten[]) => void>();
  const recorder = createJournalRecorder({
    database,
    onRequest: (organizationId, data) => hub.publish(organizationId, { event: 'request', data }),
    onError,
  });
  return {
    hub,
    watcher: recorder.watcher,
    journalFlushed: recorder.flushed,
    async flushed() {
      await recorder.flushed();
      await feed.flushed();
    },
    notices: {
      ...feed.notices,
      written: (written) => {
        for (const listener of listeners) listener(written);
        feed.notices.written?.(written);
      },
    },
    onWritten: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
