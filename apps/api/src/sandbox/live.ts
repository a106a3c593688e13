import type { Clock } from '../clock.ts';
import type { Watcher } from '../http/arrival.ts';
import { createJournalRecorder } from './journal/recorder.ts';
import { createStreamHub, type StreamHub } from './stream/hub.ts';
import type { Database } from '../db/database.ts';
import type { AttemptWritten, DeliveriesCreated, EndpointDisabled, Notices } from '../webhooks/notices.ts';
import { disabledEndpointOf } from './clock/advance.ts';
import { deliveryJournal } from '../webhooks/deliveries/journal.ts';

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

interface LiveWorldsOptions {
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

const deliveriesAtOnce = 100;

/** Turns what happens to deliveries into events of the stream, one after the other, for worlds that are followed. */
function createDeliveryFeed(
  database: Database,
  hub: StreamHub,
  onError: (error: unknown) => void,
): { notices: Notices; flushed: () => Promise<void> } {
  let last: Promise<void> = Promise.resolve();
  const inOrder = (work: () => Promise<void>) => {
    last = last.then(work).catch(onError);
  };

  async function read(organizationId: string, deliveryIds: string[]) {
    const ids = deliveryIds.slice(0, deliveriesAtOnce);
    const found = await deliveryJournal(database, organizationId).find(
      { ids },
      { page: 1, limit: ids.length },
    );
    return new Map(found.map((delivery) => [delivery.id, delivery]));
  }

  async function showCreated({ organizationId, deliveryIds }: DeliveriesCreated): Promise<void> {
    for (const data of (await read(organizationId, deliveryIds)).values()) {
      hub.publish(organizationId, { event: 'delivery', data });
    }
  }

  async function showAttempt(written: AttemptWritten): Promise<void> {
    const { organizationId, webhookId, deliveryId, disabled } = written;
    const data = (await read(organizationId, [deliveryId])).get(deliveryId);
    const attempt = data?.attempts.find(({ number }) => number === written.number);
    if (data && attempt) {
      hub.publish(organizationId, { event: 'attempt', data: { deliveryId, webhookId, attempt } });
      hub.publish(organizationId, { event: 'delivery', data });
    }
    if (disabled) showDisabled(disabled);
  }

  function showDisabled(disabled: EndpointDisabled): void {
    hub.publish(disabled.organizationId, { event: 'endpoint-disabled', data: disabledEndpointOf(disabled) });
  }

  return {
    notices: {
      created: (created) => {
        if (hub.isFollowed(created.organizationId)) inOrder(() => showCreated(created));
      },
      written: (written) => {
        for (const one of written) {
          if (hub.isFollowed(one.organizationId)) inOrder(() => showAttempt(one));
        }
      },
      disabled: (disabled) => {
        if (hub.isFollowed(disabled.organizationId)) inOrder(async () => showDisabled(disabled));
      },
    },
    flushed: () => last,
  };
}
