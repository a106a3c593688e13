import { consoleLimits } from '@atteny/contract';
import type { AdvanceClockRequest } from '@atteny/contract/console';

const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** What is wrong with an advance that keeps to the schema: where, and why. */
export type RefusedSpan = { path: string; message: string };

/**
 * How far an advance goes, in milliseconds, from a world at `now` (world time) that is `offsetMs` ahead of real time.
 */
export function spanOf({ by, to }: AdvanceClockRequest, now: number, offsetMs: number): number | RefusedSpan {
  const path = by === undefined ? '/body/to' : '/body/by';
  const span = by === undefined ? Date.parse(to ?? '') - now : milliseconds(by);
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
