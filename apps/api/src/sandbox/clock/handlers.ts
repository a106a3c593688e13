import type { ConsoleHandlers } from '../../handler.ts';
import { failure } from '../../failures.ts';
import type { SandboxDependencies } from '../dependencies.ts';
import { worldRows } from '../worlds/rows.ts';
import { advance } from './advance.ts';
import { createOneAtATime } from './one-at-a-time.ts';
import { spanOf } from './span.ts';

export function clockHandlers(deps: SandboxDependencies): ConsoleHandlers<'advanceClock'> {
  const { database, clock, keys, deliveries, live } = deps;
  const oneAtATime = createOneAtATime();
  const tools = {
    database,
    clock,
    service: deliveries,
    onWritten: live.onWritten,
    onMoved: (organizationId: string, data: { now: string; offsetMs: number }) => {
      keys.forget();
      live.hub.publish(organizationId, { event: 'clock', data });
    },
  };
  return {
    advanceClock: ({ params: { worldId }, body }) =>
      oneAtATime(worldId, async () => {
        const rows = await worldRows(database.kysely, worldId, clock);
        if (!rows) return failure('notFound');
        const span = spanOf(body, clock.now() + rows.clockOffsetMs, rows.clockOffsetMs);
        if (typeof span !== 'number') return failure('invalidBody', [span]);
        const data = await advance(rows.organization.id, rows.clockOffsetMs, span, tools);
        return { status: 200, body: { success: true, data } };
      }),
  };
}
