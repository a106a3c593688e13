import { consoleDocument, publicDocument } from '@atteny/contract/documents';
import { expect, test } from 'vitest';
import { dayMs, instant, isInstant, millisecondsOf } from './clock.ts';

test('every instant that is written is one', () => {
  // Days of four centuries, each at another time of it.
  const [start, end] = [Date.UTC(1800, 0, 1), Date.UTC(2200, 0, 1)];
  for (let at = start; at < end; at += 5 * dayMs + 997) {
    const text = instant(at);
    expect([text, isInstant(text), millisecondsOf(text)]).toEqual([text, true, at]);
  }
});

test.each([
  '2024-02-29T23:59:59.999Z',
  '2000-02-29T00:00:00.000Z',
  '0000-01-01T00:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
  '2016-12-31T23:59:60.500Z',
])('%s is an instant', (text) => {
  expect(isInstant(text)).toBe(true);
});

test.each([
  '',
  'ontem',
  '2026-03-16',
  '2026-03-16T14:05:09Z',
  '2026-03-16T14:05:09.000',
  '2026-03-16T14:05:09.0000Z',
  '2026-03-16t14:05:09.000z',
  '2026-03-16 14:05:09.000Z',
  '2026/03/16T14:05:09.000Z',
  '2026-03-16T14.05:09.000Z',
  '2026-03-16T14:05.09.000Z',
  '2026-03-16T14:05:09,000Z',
  '2026-03-16T14:05:09.000-',
  '2026-03-16T14:05:09.000Z ',
  '2026-03-16T14:05:09.0-0Z',
  '+026-03-16T14:05:09.000Z',
  '2026-3 -16T14:05:09.000Z',
  '２026-03-16T14:05:09.000Z',
  '2026-00-16T14:05:09.000Z',
  '2026-13-16T14:05:09.000Z',
  '2026-03-00T14:05:09.000Z',
  '2026-03-32T14:05:09.000Z',
  '2026-04-31T14:05:09.000Z',
  '2026-02-29T14:05:09.000Z',
  '1900-02-29T14:05:09.000Z',
  '2026-03-16T24:00:00.000Z',
  '2026-03-16T14:60:09.000Z',
  '2026-03-16T14:05:60.000Z',
  '2026-03-16T23:59:61.000Z',
])('«%s» is none', (text) => {
  expect(isInstant(text)).toBe(false);
});

test('the contracts know no other instants', () => {
  const patterns = [publicDocument, consoleDocument].flatMap((document) => patternsOfInstants(document));
  expect(patterns.length).toBeGreaterThan(0);
  expect(new Set(patterns)).toEqual(
    new Set([String.raw`^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$`]),
  );
});

function patternsOfInstants(node: unknown): unknown[] {
  if (typeof node !== 'object' || node === null) return [];
  const own = 'format' in node && node.format === 'date-time' ? ['pattern' in node && node.pattern] : [];
  return [...own, ...Object.values(node).flatMap(patternsOfInstants)];
}
