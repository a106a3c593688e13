import { limits } from '@atteny/contract';
import type { Doing, Entry } from '../oracle/timeline.ts';
import { isMove } from './retelling.ts';

/** Milliseconds of each unit of a duration. */
const units = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 } as const;

/**
 * Steps whose clock goes as far as it went in the run: a move takes over what those before it that are left out had moved.
 * The model judged them so, for the report of each says what time it is then.
 */
export function timed(steps: readonly Entry[], all: readonly Entry[]): readonly Entry[] {
  const kept = new Set(steps);
  const isQuiet = steps.every(({ kind }) => kind !== 'arrival');
  const leftOut = new Map<string, number>();
  const moved = new Map<Entry, Doing>();
  for (const step of all) {
    if (!isMove(step)) continue;
    const { worldId } = step;
    const before = leftOut.get(worldId) ?? 0;
    const own = millisecondsOf(step) ?? 0;
    leftOut.set(worldId, kept.has(step) ? 0 : before + own);
    if (own === 0 || !kept.has(step)) continue;
    const whole = isQuiet && entersWindow(step, before + own) ? windowMs : before + own;
    if (whole !== own) moved.set(step, { ...step, input: { by: duration(whole) } });
  }
  return steps.map((step) => moved.get(step) ?? step);
}

/** Two moves of the clock with nothing asked between them as one, wherever that shows the same. */
export function joinedMoves(
  steps: readonly Entry[],
  shows: (steps: readonly Entry[]) => boolean,
): readonly Entry[] {
  let kept = steps;
  for (let index = kept.length - 1; index > 0; index -= 1) {
    const second = kept[index];
    const before = kept.findLastIndex((step, at) => at < index && step.kind !== 'arrival');
    const first = kept[before];
    const joined = isMove(first) && isMove(second) ? inOne(first, second) : undefined;
    if (!joined) continue;
    const fewer = kept.flatMap((step) => (step === first ? [] : step === second ? [joined] : [step]));
    if (!shows(fewer)) continue;
    kept = fewer;
  }
  return kept;
}

const windowMs = limits.rate.windowSeconds * 1000;

/** Whether a short move ended in another window of the rate limit: how far that is depends on when it is made. */
function entersWindow({ data }: Doing, milliseconds: number): boolean {
  const now = Date.parse((data as { clock: { now: string } }).clock.now);
  const window = (at: number): number => Math.floor(at / windowMs);
  return milliseconds < windowMs && window(now) !== window(now - milliseconds);
}

function inOne(first: Doing, second: Doing): Doing | undefined {
  const [one, two] = [millisecondsOf(first), millisecondsOf(second)];
  if (one === undefined || two === undefined || first.worldId !== second.worldId) return undefined;
  const attempts = [first, second].flatMap(({ data }) => (data as { attempts: unknown[] }).attempts);
  return {
    ...second,
    input: { by: duration(one + two) },
    data: { ...(second.data as object), attempts },
  };
}

function millisecondsOf({ input }: Doing): number | undefined {
  const [, count, unit] = /^(\d+)(ms|s|m|h|d)$/.exec(String(input['by'])) ?? [];
  return unit === undefined ? undefined : Number(count) * units[unit as keyof typeof units];
}

function duration(milliseconds: number): string {
  const [unit, each] = Object.entries(units).find(([, size]) => milliseconds % size === 0) ?? ['ms', 1];
  return `${milliseconds / each}${unit}`;
}
