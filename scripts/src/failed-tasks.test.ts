import { expect, test } from 'vitest';
import { complaintsIn, summaryOf } from './failed-tasks.ts';

const generate = {
  task: '@atteny/contract#generate',
  folder: 'packages/contract',
  ended: 1,
  log: "$ node generate/main.ts\nspec/atteny/paths/me.yaml:3:1 Can't resolve $ref: there is no file Me.yaml\n[ELIFECYCLE] Command failed with exit code 1.\n",
};
const types = {
  task: '@atteny/api#types',
  folder: 'apps/api',
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

test('an error is said once, by the package whose file it is in', () => {
  const packing = {
    task: '@atteny/cli#types',
    folder: 'apps/cli',
    ended: 3,
    log: "../api/src/a.ts(1,2): error TS2305: Module has no exported member 'Me'.\nsrc/c.ts(3,4): error TS2741: Property 'x' is missing.\n",
  };
  const onlyAgain = {
    ...packing,
    task: '@atteny/sandbox#types',
    folder: 'apps/sandbox',
    log: '../api/src/b.ts(1,2): error TS2305: No.\n',
  };
  expect(summaryOf([types, packing, onlyAgain]).split('\n').slice(1, -2)).toEqual([
    '@atteny/cli#types',
    "  src/c.ts(3,4): error TS2741: Property 'x' is missing.",
    '@atteny/api#types',
    "  src/a.ts(1,2): error TS2305: Module has no exported member 'Me'.",
    "  src/b.ts(1,2): error TS2305: Module has no exported member 'Me'.",
  ]);
});

test('an error of another package that this one did not say itself stays', () => {
  const packing = {
    task: '@atteny/cli#types',
    folder: 'apps/cli',
    ended: 3,
    log: '../api/src/z.ts(1,2): error TS2305: No.\n',
  };
  expect(summaryOf([types, packing])).toContain('  ../api/src/z.ts(1,2): error TS2305: No.');
});

test('of an error that the compiler explains, the reason is shown', () => {
  const log =
    "src/a.ts(1,2): error TS2322: Type 'A' is not assignable to type 'B'.\n  Types differ.\n    Property 'events' is missing in type 'C'.\nsrc/b.ts(1,2): error TS1: No.\n";
  expect(complaintsIn(log, 2)).toEqual([
    "src/a.ts(1,2): error TS2322: Property 'events' is missing in type 'C'.",
    'src/b.ts(1,2): error TS1: No.',
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
