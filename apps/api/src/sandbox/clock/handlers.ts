import { consoleLimits } from '@atteny/contract';
import type { AdvanceClockRequest } from '@atteny/contract/console';
import type { ConsoleHandlers } from '../../operation-handler.ts';
import { outsideTimeBudget } from '../../db/time-budget.ts';
import { failure } from '../../failures.ts';
import { dayMs, hourMs, millisecondsOf, minuteMs } from '../../clock.ts';
import type { SandboxDependencies } from '../dependencies.ts';
import { worldRows } from '../worlds/world.ts';
import { advance } from './advance.ts';

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
    async advanceClock({ params: { worldId }, body }) {
      // From here on: waiting for another advance of the same world is part of it.
      const deadline = clock.now() + consoleLimits.clockAdvanceSeconds * 1000;
      return await oneAtATime(worldId, async () => {
        const rows = await worldRows(database.kysely, worldId, clock);
        if (!rows) return failure('notFound');
        const span = spanOf(body, clock.now() + rows.clockOffsetMs, rows.clockOffsetMs);
        if (typeof span !== 'number') return failure('invalidBody', [span]);
        // It takes as long as the contract says, in many steps.
        const data = await outsideTimeBudget(() =>
          advance(rows.organization.id, rows.clockOffsetMs, span, deadline, tools),
        );
        return { status: 200, body: { success: true, data } };
      });
    },
  };
}

/** Runs pieces of work of one name one after the other; those of different names do not wait for each other. */
export function createOneAtATime() {
  const last = new Map<string, Promise<unknown>>();
  return async <Result>(name: string, work: () => Promise<Result>): Promise<Result> => {
    const run = (last.get(name) ?? Promise.resolve()).then(work, work);
    last.set(name, run);
    try {
      return await run;
    } finally {
      if (last.get(name) === run) last.delete(name);
    }
  };
}

const units = { ms: 1, s: 1_000, m: minuteMs, h: hourMs, d: dayMs } as const;

/** What is wrong with an advance that keeps to the schema: where, and why. */
export interface RefusedSpan {
  path: string;
  message: string;
}

/**
 * How far an advance goes, in milliseconds, from a world at `now` (world time) that is `offsetMs` ahead of real time.
 */
export function spanOf({ by, to }: AdvanceClockRequest, now: number, offsetMs: number): number | RefusedSpan {
  const path = by === undefined ? '/body/to' : '/body/by';
  const span = by === undefined ? millisecondsOf(to ?? '') - now : milliseconds(by);
  if (span < 0) return { path, message: 'não pode ser antes da hora do mundo' };
  if (span > consoleLimits.clockAdvanceDays * units.d) {
    return { path, message: `não pode passar de ${consoleLimits.clockAdvanceDays} dias de uma vez` };
  }
  if (offsetMs + span > consoleLimits.clockOffsetDays * units.d) {
    return {
      path,
      message: `não pode deixar o relógio mais de ${consoleLimits.clockOffsetDays} dias adiantado`,
    };
  }
  return span;
}

/** `6h`, `90s`, `1500ms`. */
function milliseconds(duration: string): number {
  const [, count, unit] = /^(\d+)(ms|s|m|h|d)$/.exec(duration) ?? [];
  return Number(count) * units[unit as keyof typeof units];
}
