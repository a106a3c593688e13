import { expect, test } from 'vitest';
import { causes, printed } from './causes.ts';

const problem = (message: string) => ({ ruleId: 'any', message, location: [] });
const missing = problem("Can't resolve $ref: ENOENT: no such file or directory 'ContactName.yaml'");
const follows = problem("Example validation errored: can't resolve reference ./ContactName.yaml");

test('what follows from a missing file is not told beside it', () => {
  expect(causes([follows, missing, follows])).toEqual({ found: [missing], broken: true });
  expect(causes([follows])).toEqual({ found: [follows], broken: false });
});

test('what does not fit on a screen is counted', () => {
  expect(printed(['one', 'two', 'three'], 3)).toBe('one\ntwo\nthree');
  expect(printed(['one', 'two', 'three', 'four'], 2)).toBe('one\ntwo\nand 2 more.');
});
