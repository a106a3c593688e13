import { describe, expect, test } from 'vitest';
import type { Doing, Entry } from '../oracle/timeline.ts';
import { asked, at, born, contact, doing, wrote } from '../testing/known-world.ts';
import { shortest } from './sequence.ts';

const renamed = (number: number): Entry =>
  asked(`/contacts/ctt_${number}`, 200, { success: true, data: { ...contact(number), name: 'Outra' } });

/** A clock that went on, in a world where nothing is to be delivered. */
function moved(by: string, now: string): Doing {
  return doing('advanceClock', { by }, { clock: { now }, attempts: [], completed: true });
}

const later = (seconds: number): string => new Date(Date.parse(at) + seconds * 1000).toISOString();

describe('of what happened before the red line is left', () => {
  test('only what it needs', () => {
    const entries = [born, wrote(1), wrote(2), wrote(3), renamed(2)];
    expect(shortest(entries, 4, ([found]) => found)).toEqual([born, entries[2], entries[4]]);
  });

  test('as little of a thousand steps', () => {
    const many = Array.from({ length: 900 }, (_none, index) => wrote(index + 100));
    const entries = [born, ...many, wrote(2), ...many.slice(0, 100).map(() => renamed(100)), renamed(2)];
    const steps = shortest(entries, entries.length - 1, (found) =>
      found.find(({ place }) => place === '/body/data/name'),
    );
    expect(steps).toEqual([born, entries[901], entries.at(-1)]);
  });

  test('what only a list shows goes from its reply as well', () => {
    const data = [3, 2, 1].map((number) => ({ ...contact(number), ...(number === 2 && { name: 'Outra' }) }));
    const meta = { page: 1, limit: 20, total: 3 };
    const entries = [
      born,
      wrote(1),
      wrote(2),
      wrote(3),
      asked('/contacts', 200, { success: true, data, meta }),
    ];
    expect(shortest(entries, 4, ([found]) => found)).toEqual([born, entries[2], entries[4]]);
  });

  test('what came after a wrong status, as if nothing had been asked there', () => {
    const wrong = asked('/contacts/ctt_1', 404, { success: false, error: 'x', code: 'not_found' });
    const entries = [born, wrote(1), wrote(2), wrong, renamed(2)];
    expect(shortest(entries, 4, ([found]) => found)).toEqual([born, entries[2], entries[4]]);
  });
});

test('moves of the clock with nothing between them are one', () => {
  const expiresAt = later(50);
  const key = doing(
    'createApiKey',
    { organizationId: 'org_1', name: 'A', expiresAt },
    {
      id: 'key_1',
      key: 'sk_live_b',
      name: 'A',
      prefix: 'sk_live_b',
      scopes: ['contacts:read'],
      requestsPerMinute: null,
      expiresAt,
    },
  );
  const refused = asked('/contacts', 200, {
    success: true,
    data: [],
    meta: { page: 1, limit: 20, total: 0 },
  });
  refused.exchange.request.headers['authorization'] = 'Bearer sk_live_b';
  const entries = [born, key, moved('40s', later(40)), moved('50s', later(90)), refused];
  const steps = shortest(entries, 4, ([found]) => found);
  expect(steps).toEqual([born, key, { ...entries[3], input: { by: '90s' } }, refused]);
});
