import { delivery } from '@atteny/contract';
import { describe, expect, test } from 'vitest';
import { outcomeOf, waitAfter } from './sendings.ts';

const seen = (...statuses: (number | null)[]) =>
  statuses.map((status) => ({
    at: 0,
    answeredAt: 0,
    status,
    body: '',
    retryAfter: null,
    redirectLocation: null,
    startedAt: undefined,
  }));

describe('what becomes of a delivery by what its receiver answers', () => {
  test.each([
    [[200], 'succeeded'],
    [[204], 'succeeded'],
    [[302], undefined],
    [[null], undefined],
    [[500, 500, 200], 'succeeded'],
    [[410], 'gone'],
    [[500, 500, 500, 500, 500], 'exhausted'],
    [[500, 500, 500, null, null], 'exhausted'],
  ])('after %j it is %s', (statuses, kind) => {
    expect(outcomeOf({ kind: 'EVENT', seen: seen(...statuses) })?.kind).toBe(kind);
  });

  test('a Test has one attempt', () => {
    expect(outcomeOf({ kind: 'TEST', seen: seen(500) })?.kind).toBe('exhausted');
  });
});

describe('how long the next attempt is waited for', () => {
  test('by the schedule, a fifth more or less', () => {
    expect(waitAfter(1, { retryAfter: null })).toEqual({ least: 4000, most: 6000 });
  });

  test('as long as the receiver asked for, within bounds', () => {
    expect(waitAfter(1, { retryAfter: 120_000 })).toEqual({ least: 120_000, most: 144_000 });
    expect(waitAfter(1, { retryAfter: 1000 })).toEqual({ least: 4000, most: 6000 });
    // Until a date: as far off as it still is when the answer is read.
    expect(waitAfter(1, { retryAfter: 120_000, retryAfterSlack: 3000 }).least).toBe(117_000);
    const maximum = delivery.retryAfterMaximumSeconds * 1000;
    expect(waitAfter(1, { retryAfter: 2 * maximum })).toEqual({ least: maximum, most: maximum });
  });
});
