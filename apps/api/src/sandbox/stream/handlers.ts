import { consoleLimits } from '@atteny/contract';
import type { ConsoleHandlers, EventStream } from '../../operation-handler.ts';
import { outsideTimeBudget } from '../../db/time-budget.ts';
import { failure } from '../../failures.ts';
import type { SandboxDependencies } from '../dependencies.ts';
import { worldRows } from '../worlds/world.ts';
import { type Reader, type StreamHub, StreamedEvent } from './hub.ts';
import { instant, millisecondsOf } from '../../clock.ts';

export function streamHandlers({
  database,
  clock,
  live,
  sessions,
}: SandboxDependencies): ConsoleHandlers<'streamEvents'> {
  return {
    async streamEvents({
      params: { worldId },
      query: { requestsPerSecond },
      access: { sessionId },
      ...input
    }) {
      const rows = await worldRows(database.kysely, worldId, clock);
      if (!rows) return failure('notFound');
      const organizationId = rows.organization.id;
      if (!live.hub.hasRoom(organizationId)) return failure('streamLimitReached');
      const goesOn = async () => sessionId === null || (await sessions.isOpen(sessionId));
      const wanted = { lastEventId: input.header('Last-Event-ID'), requestsPerSecond };
      return { status: 200, body: eventStream(live.hub, organizationId, wanted, goesOn) };
    },
  };
}

/** Bytes that a reader may be behind before it is sent away. */
const mostBehind = 1_048_576;
/** For the last events to reach a reader of a stream that ends. */
const farewellMs = 1_000;
/** What follows an event within this time is sent in one piece: each piece wakes up server, browser and what is between them. */
const gatherMs = 20;
const heartbeatMs = consoleLimits.streamHeartbeatSeconds * 1000;

/** What a reader has already, and how much it takes. */
interface Wanted {
  readonly lastEventId?: string | undefined;
  readonly requestsPerSecond?: number | undefined;
}

/**
 * The live stream of a world, until its reader leaves or the world ends; first what the reader missed since
 * `lastEventId`. With each heartbeat it asks whether its reader may still read.
 */
export function eventStream(
  hub: StreamHub,
  organizationId: string,
  { lastEventId, requestsPerSecond = Infinity }: Wanted,
  goesOn: () => Promise<boolean>,
): EventStream {
  return {
    stream(response) {
      let ended = false;
      const write = (text: string): void => {
        if (ended) return;
        response.write(text);
        if (response.writableLength > mostBehind) response.destroy();
      };
      let waiting = '';
      let gathering: NodeJS.Timeout | undefined;
      const flush = (): void => {
        gathering = undefined;
        if (waiting !== '') send('');
      };
      const send = (text: string): void => {
        waiting += text;
        if (gathering !== undefined) return;
        const piece = waiting;
        waiting = '';
        gathering = setTimeout(flush, gatherMs);
        write(piece);
      };
      response.on('error', () => response.destroy());
      // A first byte tells a reader that the stream is open.
      write(':\n\n');
      // The connection goes with the stream: a server that closes does not wait for it.
      // One that does not read would never come to its end.
      const end = () => {
        if (ended) return;
        ended = true;
        clearTimeout(gathering);
        const cutOff = setTimeout(() => response.destroy(), farewellMs);
        response.end(waiting, () => {
          clearTimeout(cutOff);
          response.socket?.destroy();
        });
      };
      const pace = paced(requestsPerSecond, ({ frame }) => send(frame));
      const leave = hub.join(organizationId, lastEventId, { send: pace.send, end });
      const beat = async () => {
        // Where the store cannot say, the next heartbeat asks again.
        if (await goesOn().catch(() => true)) write(':\n\n');
        else end();
      };
      // A stream outlives the timeout of the request that opened it.
      const heartbeat = outsideTimeBudget(() => setInterval(() => void beat(), heartbeatMs));
      response.on('close', () => {
        clearInterval(heartbeat);
        clearTimeout(gathering);
        pace.stop();
        leave();
      });
    },
  };
}

const secondMs = 1_000;

/**
 * Lets a reader have so many requests a second one by one, and of the others how many there were and when: nobody reads a
 * thousand lines a second, but server and browser pay for each of them.
 */
export function paced(
  requestsPerSecond: number,
  send: Reader['send'],
): { send: Reader['send']; stop: () => void } {
  let left = 0;
  let second: NodeJS.Timeout | undefined;
  let skipped: { id: string; requests: number; first: string; last: string } | undefined;

  /** Its number is that of the last request in it: a reader that comes back with it has missed what follows. */
  function tell(): void {
    if (skipped === undefined) return;
    const { id, requests, first: since, last } = skipped;
    skipped = undefined;
    const until = instant(millisecondsOf(last) + 1);
    send(new StreamedEvent({ id, event: 'skipped', data: { requests, since, until } }));
  }

  return {
    send(streamed) {
      const { id, event, data } = streamed.event;
      if (event !== 'request') {
        tell();
        return send(streamed);
      }
      if (second === undefined) {
        left = requestsPerSecond;
        second = setTimeout(() => {
          second = undefined;
          tell();
        }, secondMs);
      }
      if (left > 0) {
        left -= 1;
        return send(streamed);
      }
      const { at } = data;
      skipped ??= { id, requests: 0, first: at, last: at };
      skipped.id = id;
      skipped.requests += 1;
      // They end in another order than they began in.
      if (at < skipped.first) skipped.first = at;
      if (at > skipped.last) skipped.last = at;
    },
    stop: () => clearTimeout(second),
  };
}
