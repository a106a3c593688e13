import { expect, test } from 'vitest';
import { complaintsIn, summaryOf } from './failed-tasks.ts';

const generate = {
  task: '@atteny/contract#generate',
  ended: 1,
  log: "$ node generate/main.ts\nspec/atteny/paths/me.yaml:3:1 Can't resolve $ref: there is no file Me.yaml\n[ELIFECYCLE] Command failed with exit code 1.\n",
};
const types = {
  task: '@atteny/api#types',
  ended: 2,
  log: "$ tsc --noEmit\nsrc/a.ts(1,2): error TS2305: Module has no exported member 'Me'.\nsrc/b.ts(1,2): error TS2305: Module has no exported member 'Me'.\n",
};

test('the last line names the task that failed first, and what it said first', () => {
  const lines = summaryOf([types, generate]).split('\n');
  expect(lines.at(-1)).toBe(
    "@atteny/contract#generate: spec/atteny/paths/me.yaml:3:1 Can't resolve $ref: there is no file Me.yaml",
  );
  expect(lines.slice(0, 3)).toEqual([
    'What failed, the first of it last:',
    '@atteny/api#types',
    "  src/a.ts(1,2): error TS2305: Module has no exported member 'Me'.",
  ]);
});

test('a log without anything that looks like a complaint gives its last lines', () => {
  expect(complaintsIn('$ x\n\none\ntwo\n\u001B[31mthree\u001B[39m\n[ELIFECYCLE] 1\n', 2)).toEqual([
    'two',
    'three',
  ]);
});

test('nothing failed, nothing to say', () => {
  expect(summaryOf([])).toBe('');
});
