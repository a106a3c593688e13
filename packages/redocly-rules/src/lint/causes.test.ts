import { expect, test } from 'vitest';
import { causes, printed } from './causes.ts';

const problem = (message: string) => ({ ruleId: 'any', message, location: [] });
const missing = problem("Can't resolve $ref: ENOENT: no such file or directory 'ContactName.yaml'");
const follows = problem("Example validation errored: can't resolve reference ./ContactName.yaml");

test('what follows from a missing file is not told beside it', () => {
  expect(causes([follows, missing, follows])).toEqual([missing]);
  expect(causes([follows])).toEqual([follows]);
});

test('the first problem stands last, and what does not fit on a screen is counted', () => {
  expect(printed(['one'])).toBe('one');
  expect(printed(['one', 'two', 'three', 'four'], 3)).toBe(
    '1 more, and:\nthree\ntwo\n4 problems. The first:\none',
  );
});
