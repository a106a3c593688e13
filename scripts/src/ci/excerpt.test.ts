import { expect, test } from 'vitest';
import { excerptOf } from './excerpt.ts';

test('what failed is shown with the lines after it, and the rest left out', () => {
  const log = [
    'a:test:  ✓ one thing holds',
    'a:test:  FAIL  src/a.test.ts > another thing holds',
    'a:test: AssertionError: expected 1 to be 2',
    'a:test:     at somewhere',
    'a:test:     at elsewhere',
    'b:test:  ✓ all is well',
    'b:test:  ✓ and here',
  ];
  expect(excerptOf(log.join('\n'), { after: 1, most: 10 })).toEqual(log.slice(1, 4));
});

test('a gap between two places is marked, and a long excerpt keeps its beginning and its end', () => {
  const log = ['Error: one', 'x', 'y', 'Error: two', 'z', 'Error: three'].join('\n');
  expect(excerptOf(log, { after: 0, most: 10 })).toEqual([
    'Error: one',
    '…',
    'Error: two',
    '…',
    'Error: three',
  ]);
  expect(excerptOf(log, { after: 0, most: 3 })).toEqual(['Error: one', '…', 'Error: three']);
});

test('a log that names no error is shown by its end', () => {
  expect(excerptOf('one\ntwo\nthree', { after: 1, most: 2 })).toEqual(['two', 'three']);
});
