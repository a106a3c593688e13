import { expect, test } from 'vitest';
import { closingLine, sum, tallyOf } from './tally.ts';

test('the runs of a log are added up, colours, names of packages and files aside', () => {
  const log = [
    '@atteny/contract:test:  Test Files  1 failed | 4 passed (5)',
    '@atteny/contract:test: \u001B[2m      Tests \u001B[22m \u001B[1m\u001B[31m1 failed\u001B[39m | 22 passed\u001B[39m | 2 skipped (25)',
    '      Tests  7 passed | 1 todo (8)',
    'console.log: Tests of the 9 passed numbers',
  ].join('\n');
  expect(tallyOf(log)).toEqual({ passed: 29, failed: 1, skipped: 3 });
});

test('a log without tests counts nothing', () => {
  expect(tallyOf('Tasks: 3 successful, 3 total')).toEqual({ passed: 0, failed: 0, skipped: 0 });
});

test('the closing line is plain', () => {
  const one = { passed: 3, failed: 0, skipped: 0 };
  expect(closingLine(one)).toBe('3 passed, 0 failed');
  expect(closingLine(sum([one, { passed: 1, failed: 2, skipped: 4 }]))).toBe('4 passed, 2 failed, 4 skipped');
});
