import { describe, expect, test } from 'vitest';
import { asManyAsFit, grantedUpTo, batchedGrants } from './batched-grants.ts';

const turn = () => new Promise(setImmediate);

describe('batched grants', () => {
  test('who asks within one turn, or while others are served, shares one answer', async () => {
    const join = batchedGrants<number>();
    const counts: number[] = [];
    const grant = async (count: number) => {
      counts.push(count);
      await turn();
      return Array.from({ length: count }, (_, index) => index);
    };
    const first = [join('a', grant), join('a', grant), join('b', grant)];
    while (counts.length < 2) await turn();
    const second = [join('a', grant), join('a', grant), join('a', grant)];
    expect(await Promise.all(first)).toEqual([0, 1, 0]);
    expect(await Promise.all(second)).toEqual([0, 1, 2]);
    expect(counts).toEqual([2, 1, 3]);
  });

  test('a failure is told to all who wait, and the next asks anew', async () => {
    const join = batchedGrants<number>();
    const failing = () => Promise.reject(new Error('gone'));
    const waiting = await Promise.allSettled([join('a', failing), join('a', failing)]);
    expect(waiting.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await turn();
    expect(await join('a', async () => [7])).toBe(7);
  });
});

describe('as many as fit', () => {
  function storeOf(used: number, limit: number, others: number[] = []) {
    return {
      async takeAll(count: number) {
        used += others.shift() ?? 0;
        if (used + count > limit) return undefined;
        used += count;
        return used;
      },
      used: async () => used,
    };
  }

  test.each([
    { used: 0, limit: 10, count: 4, granted: 4 },
    { used: 8, limit: 10, count: 4, granted: 2 },
    { used: 10, limit: 10, count: 4, granted: 0 },
    { used: 12, limit: 10, count: 4, granted: 0 },
    { used: 0, limit: 0, count: 1, granted: 0 },
  ])('$count with $used of $limit used', async ({ used, limit, count, granted }) => {
    const counted = await asManyAsFit(count, limit, storeOf(used, limit));
    const numbers = counted.map((each) => (each.allowed ? each.used : 'refused'));
    expect(numbers).toEqual([
      ...Array.from({ length: granted }, (_, index) => used + 1 + index),
      ...Array.from({ length: count - granted }, () => 'refused'),
    ]);
  });

  test('what others take meanwhile is theirs', async () => {
    const counted = await asManyAsFit(6, 10, storeOf(2, 10, [3, 0, 2, 5]));
    expect(counted.filter(({ allowed }) => allowed)).toHaveLength(5);
  });

  test('each of those that were granted has its own number', () => {
    expect(grantedUpTo(9, 3).map(({ used }) => used)).toEqual([7, 8, 9]);
  });
});
