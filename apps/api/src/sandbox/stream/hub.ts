import { consoleLimits } from '@atteny/contract';
import type { StreamEvent, StreamReload } from '@atteny/contract/console';
import type { Clock } from '../../clock.ts';

/** One reader of a world's stream. */
export interface Reader {
  send: (event: StreamEvent) => void;
  end: () => void;
}

type Payload = StreamEvent extends infer Event
  ? Event extends { event: infer Name; data: infer Data }
    ? { event: Name; data: Data }
    : never
  : never;

interface Channel {
  events: StreamEvent[];
  readers: Set<Reader>;
  last: number;
}

/** What is sent at once to a reader that comes back; it has to stay below what a reader may be behind. */
const mostReplayedBytes = 524_288;

/**
 * The live events of worlds in this process. A world is followed from its first reader on: its latest events are
 * kept, so that a reader that lost its connection gets what it missed.
 */
export function createStreamHub(clock: Clock) {
  const channels = new Map<string, Channel>();

  function publish(organizationId: string, payload: Payload): void {
    const channel = channels.get(organizationId);
    if (!channel) return;
    const event: StreamEvent = { id: String(++channel.last), ...payload };
    channel.events.push(event);
    if (channel.events.length > consoleLimits.streamReplayEvents) channel.events.shift();
    for (const reader of channel.readers) reader.send(event);
  }

  function channelOf(organizationId: string): Channel {
    let channel = channels.get(organizationId);
    if (!channel) {
      // Numbers grow over restarts too: they begin at the time in milliseconds.
      channel = { events: [], readers: new Set(), last: clock.now() };
      channels.set(organizationId, channel);
    }
    return channel;
  }

  return {
    publish,

    /** Whether one more reader fits. */
    hasRoom: (organizationId: string): boolean =>
      (channels.get(organizationId)?.readers.size ?? 0) < consoleLimits.streams,

    /** Whether anybody follows this world: what nobody reads need not be put together. */
    isFollowed: (organizationId: string): boolean => channels.has(organizationId),

    /**
     * Adds a reader, after what it missed since `lastEventId`; what can no longer be given is said by a `reload`.
     * Returns how to leave.
     */
    join(organizationId: string, lastEventId: string | undefined, reader: Reader): () => void {
      const channel = channelOf(organizationId);
      if (lastEventId !== undefined) {
        const missed = missedSince(channel, Number(lastEventId));
        for (const event of missed ?? [reloadOf(channel, 'MISSED')]) reader.send(event);
      }
      channel.readers.add(reader);
      return () => void channel.readers.delete(reader);
    },

    /** A world began anew. */
    reset(organizationId: string): void {
      publish(organizationId, { event: 'reload', data: { reason: 'RESET' } });
    },

    /** A world is gone: its readers are sent away. */
    end(organizationId: string): void {
      for (const reader of channels.get(organizationId)?.readers ?? []) reader.end();
      channels.delete(organizationId);
    },

    close(): void {
      for (const organizationId of channels.keys()) this.end(organizationId);
    },
  };
}

export type StreamHub = ReturnType<typeof createStreamHub>;

function missedSince(channel: Channel, lastEventId: number): StreamEvent[] | null {
  if (lastEventId === channel.last) return [];
  const oldest = Number(channel.events[0]?.id ?? Infinity);
  if (lastEventId > channel.last || lastEventId < oldest - 1) return null;
  const missed = channel.events.filter((event) => Number(event.id) > lastEventId);
  let bytes = 0;
  for (const event of missed) bytes += Buffer.byteLength(JSON.stringify(event));
  return bytes > mostReplayedBytes ? null : missed;
}

function reloadOf(channel: Channel, reason: StreamReload['reason']): StreamEvent {
  return { id: String(channel.last), event: 'reload', data: { reason } };
}
