import type { ConsoleHandlers } from '../../handler.ts';
import { failure } from '../../failures.ts';
import type { SandboxDependencies } from '../dependencies.ts';
import { worldRows } from '../worlds/rows.ts';
import { eventStream } from './sse.ts';

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
