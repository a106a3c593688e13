import { consoleLimits } from '@atteny/contract';
import type { StreamEvent, StreamReload } from '@atteny/contract/console';
import type { Clock } from '../../clock.ts';

/** An event, and the frame it is sent in: written once, however many read it, and not at all when nobody does. */
export class StreamedEvent {
  readonly event: StreamEvent;
  #frame: string | undefined;

  constructor(event: StreamEvent) {
    this.event = event;
  }

  get frame(): string {
    const { id, event, data } = this.event;
    this.#frame ??= `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
    return this.#frame;
  }
}

/** One reader of a world's stream. */
export interface Reader {
  send: (streamed: StreamedEvent) => void;
  end: () => void;
}

type Payload = StreamEvent extends infer Event
  ? Event extends { event: infer Name; data: infer Data }
    ? { event: Name; data: Data }
    : never
  : never;

interface Channel {
  latest: StreamedEvent[];
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
    const streamed = new StreamedEvent({ id: String(++channel.last), ...payload });
    channel.latest.push(streamed);
    if (channel.latest.length > consoleLimits.streamReplayEvents) channel.latest.shift();
    for (const reader of channel.readers) reader.send(streamed);
  }

  function channelOf(organizationId: string): Channel {
    let channel = channels.get(organizationId);
    if (!channel) {
      // Numbers grow over restarts too: they begin at the time in milliseconds.
      channel = { latest: [], readers: new Set(), last: clock.now() };
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
        for (const streamed of missed ?? [reloadOf(channel, 'MISSED')]) reader.send(streamed);
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

function missedSince(channel: Channel, lastEventId: number): StreamedEvent[] | null {
  if (lastEventId === channel.last) return [];
  const oldest = Number(channel.latest[0]?.event.id ?? Infinity);
  if (lastEventId > channel.last || lastEventId < oldest - 1) return null;
  const missed = channel.latest.filter(({ event }) => Number(event.id) > lastEventId);
  let bytes = 0;
  for (const { frame } of missed) bytes += Buffer.byteLength(frame);
  return bytes > mostReplayedBytes ? null : missed;
}

function reloadOf(channel: Channel, reason: StreamReload['reason']): StreamedEvent {
  return new StreamedEvent({ id: String(channel.last), event: 'reload', data: { reason } });
}
