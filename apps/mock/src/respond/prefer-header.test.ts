import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { preferencesIn } from './prefer-header.ts';

test.for<[string, [string, string][]]>([
  ['code=429', [['code', '429']]],
  [
    'CODE = "429" , Example=a',
    [
      ['code', '429'],
      ['example', 'a'],
    ],
  ],
  ['code=401, code=402', [['code', '401']]],
  [
    'respond-async; code=500, delay=1',
    [
      ['respond-async', ''],
      ['delay', '1'],
    ],
  ],
  ['code=401; example=b', [['code', '401']]],
  ['seed="a, b; c \\"d\\""', [['seed', 'a, b; c "d"']]],
  ['dynamic', [['dynamic', '']]],
  ['example=""', [['example', '']]],
  ['code=4 29', [['code', '4 29']]],
  ['code="4', [['code', '"4']]],
  [', ,=1,;,', []],
  ['', []],
])('%s', ([header, expected]) => {
  expect([...preferencesIn(header)]).toEqual(expected);
});

test('whatever is sent is read, and at once', () => {
  const part = fc.constantFrom('"', '\\', ',', ';', '=', ' ', 'code', 'x', '1');
  const header = fc.oneof(
    fc.string(),
    fc.array(part, { maxLength: 30 }).map((parts) => parts.join('')),
  );
  fc.assert(fc.property(header, (text) => preferencesIn(text).size >= 0));
  const began = process.cpuUsage().user;
  for (const piece of ['"\\', '"', '\\"', ',"', '=;"']) preferencesIn(piece.repeat(16_000 / piece.length));
  expect(process.cpuUsage().user - began).toBeLessThan(500_000);
});
