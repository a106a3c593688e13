import type { Clock } from '../clock.ts';

/** A clock that a test moves. It starts at a fixed instant in the middle of a minute and a month. */
export interface TestClock extends Clock {
  advance(milliseconds: number): void;
}

export function testClock(start = Date.parse('2026-03-16T14:05:30.000Z')): TestClock {
  let now = start;
  return {
    now: () => now,
    advance(milliseconds) {
      now += milliseconds;
    },
  };
}
