import { consoleLimits } from '@atteny/contract';
import type { StreamEvent } from '@atteny/contract/console';
import type { ConsoleHandlers, EventStream } from '../../handler.ts';
import { failure } from '../../failures.ts';
import type { SandboxDependencies } from '../dependencies.ts';
import { worldRows } from '../worlds/world.ts';
import type { StreamHub } from './hub.ts';

export function streamHandlers({
  database,
  clock,
  live,
}: SandboxDependencies): ConsoleHandlers<'streamEvents'> {
  return {
    async streamEvents({ params: { worldId }, ...input }) {
      const rows = await worldRows(database.kysely, worldId, clock);
      if (!rows) return failure('notFound');
      const organizationId = rows.organization.id;
      if (!live.hub.hasRoom(organizationId)) return failure('streamLimitReached');
      return { status: 200, body: eventStream(live.hub, organizationId, input.header('Last-Event-ID')) };
    },
  };
}

/** Bytes that a reader may be behind before it is sent away. */
const mostBehind = 1_048_576;
const heartbeatMs = consoleLimits.streamHeartbeatSeconds * 1000;

/**
 * The live stream of a world, until its reader leaves or the world ends; first what the reader missed since
 * `lastEventId`.
 */
export function eventStream(
  hub: StreamHub,
  organizationId: string,
  lastEventId: string | undefined,
): EventStream {
  return {
    stream(response) {
      const write = (text: string): void => {
        response.write(text);
        if (response.writableLength > mostBehind) response.destroy();
      };
      // A first byte tells a reader that the stream is open.
      write(':\n\n');
      const leave = hub.join(organizationId, lastEventId, {
        send: (event) => write(frameOf(event)),
        // The connection goes with the stream: a server that closes does not wait for it.
        end: () => void response.end(() => response.socket?.destroy()),
      });
      const heartbeat = setInterval(() => write(':\n\n'), heartbeatMs);
      response.on('close', () => {
        clearInterval(heartbeat);
        leave();
      });
    },
  };
}

function frameOf({ id, event, data }: StreamEvent): string {
  return `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
