import { expect, test } from 'vitest';
import { delivery } from '@atteny/contract';
import { nextDelay } from './verdict.ts';

const middle = () => 0.5;
const after = (made: number, retryAfter: string | null = null, random = middle) =>
  nextDelay({ made, retryAfter, endedAt: Date.parse('2026-03-16T14:00:00Z') }, random);

test('the waits are those of the contract, and after the last attempt there is none', () => {
  const waits = [1, 2, 3, 4, 5].map((made) => after(made));
  expect(waits).toEqual([5_000, 300_000, 1_800_000, 7_200_000, null]);
  expect(delivery.delaysSeconds).toHaveLength(5);
});

test('jitter reaches a fifth to either side and no farther', () => {
  expect(after(2, null, () => 0)).toBe(240_000);
  expect(after(2, null, () => 0.999_999)).toBeLessThanOrEqual(360_000);
});

test('a thousand failures of the same moment come back spread over the whole jitter', () => {
  let step = 0;
  const minutes = new Map<number, number>();
  for (; step < 1_000; step++) {
    const minute = Math.floor((after(3, null, () => step / 1_000) ?? 0) / 60_000);
    minutes.set(minute, (minutes.get(minute) ?? 0) + 1);
  }
  expect(Math.max(...minutes.values())).toBeLessThanOrEqual(100);
});

test('Retry-After lengthens the wait, never shortens it, and is bounded', () => {
  expect(after(1, '60', () => 0)).toBe(60_000);
  expect(after(1, '60', () => 0.5)).toBe(66_000);
  expect(after(2, '1')).toBe(300_000);
  expect(after(1, '999999999999')).toBe(86_400_000);
  expect(after(1, 'Mon, 16 Mar 2026 14:01:00 GMT', () => 0)).toBe(60_000);
});

test.each(['soon', '-5', '1.5', 'Mon, 16 Mar 2020 14:00:00 GMT', '2026-03-17', '', '1e9'])(
  'a Retry-After of %j asks for nothing',
  (value) => {
    expect(after(1, value)).toBe(5_000);
  },
);

test('after the last attempt no Retry-After brings another', () => {
  expect(after(5, '10')).toBeNull();
});
