import { expect, test } from 'vitest';
import { type FailedTask, toDo } from './to-do.ts';

const contract = { folder: 'packages/contract', depth: 0 };
const api = { task: '@atteny/api#types', folder: 'apps/api', depth: 3 };

const compiler = (...errors: string[]) =>
  `$ tsc --noEmit\n${errors.join('\n')}\n[ELIFECYCLE] Command failed.\n`;
const linesOf = (...failed: FailedTask[]) => toDo(failed).split('\n');

test('nothing failed, nothing to do', () => {
  expect(toDo([])).toBe('');
});

test('the contract comes first, then who is typed by it from below, then what else is held, then how it looks', () => {
  const failed = [
    { task: 'oxfmt#style', folder: 'oxfmt', depth: 0, log: 'apps/api/src/a.ts wants `pnpm format:fix`.' },
    {
      task: '@atteny/contract-tests#lint',
      folder: 'packages/contract-tests',
      depth: 2,
      log: 'packages/x nothing observes it',
    },
    { ...api, log: compiler('src/a.ts(1,2): error TS1: No.') },
    { ...contract, task: '@atteny/contract#types', log: compiler('src/b.ts(3,4): error TS2: No.') },
    {
      task: '@atteny/redocly-rules#lint',
      folder: 'packages/redocly-rules',
      depth: 1,
      log: 'spec/a.yaml:1:2 Say so.',
    },
    { ...contract, task: '@atteny/contract#fresh', log: 'packages/contract/src/generated: stale.' },
  ];
  expect(linesOf(...failed)).toEqual([
    'To do, in this order:',
    ' 1. packages/contract/src/generated stale.',
    ' 2. spec/a.yaml:1:2 Say so.',
    ' 3. packages/contract/src/b.ts:3:4 No.',
    ' 4. apps/api/src/a.ts:1:2 No.',
    ' 5. packages/x nothing observes it',
    ' 6. apps/api/src/a.ts wants `pnpm format:fix`.',
  ]);
});

test('an error is said once, though who packs a package compiles it again', () => {
  const cli = { task: '@atteny/cli#types', folder: 'apps/cli', depth: 4 };
  const log = compiler('../api/src/a.ts(1,2): error TS1: No.', 'src/c.ts(3,4): error TS2: Not here.');
  expect(linesOf({ ...cli, log }, { ...api, log: compiler('src/a.ts(1,2): error TS1: No.') })).toEqual([
    'To do, in this order:',
    ' 1. apps/api/src/a.ts:1:2 No.',
    ' 2. apps/cli/src/c.ts:3:4 Not here.',
  ]);
});

test('a contract that is broken is said once, whoever reads it', () => {
  const broken = "spec/atteny/paths/me.yaml:3:1 Can't resolve $ref: there is no file Me.yaml";
  const failed = ['@atteny/contract#fresh', '@atteny/contract#generate', '@atteny/redocly-rules#lint'].map(
    (task) => ({ ...contract, task, log: `$ node\n${broken}\n` }),
  );
  expect(linesOf(...failed)).toEqual(['To do, in this order:', ` 1. ${broken}`]);
});

test('the same in several lines of a file is one thing to do', () => {
  const log = compiler(
    'src/a.ts(1,2): error TS1: No.',
    'src/a.ts(5,2): error TS1: No.',
    'src/a.ts(9,2): error TS3: Why?',
  );
  expect(linesOf({ ...api, log })).toEqual([
    'To do, in this order:',
    ' 1. apps/api/src/a.ts:1:2 No. (again in line 5)',
    ' 2. apps/api/src/a.ts:9:2 Why?',
  ]);
});

test('examples of a file that lack the same are one thing to do', () => {
  const lint = { task: '@atteny/redocly-rules#lint', folder: 'packages/redocly-rules', depth: 1 };
  const lacks = (place: string) =>
    `Example value must conform to the schema: \`${place}\` property must have required property 'note'.`;
  const log = `spec/a.yaml:6:2 ${lacks('0')}\nspec/a.yaml:9:2 ${lacks('data')}\n`;
  expect(linesOf({ ...lint, log }).slice(1)).toEqual([
    " 1. spec/a.yaml:6:2 Example must have required property 'note'. (again in line 9)",
  ]);
});

test('of an error that the compiler explains, the reason is shown, without types that fill the screen', () => {
  const log = compiler(
    "src/a.ts(1,2): error TS2322: Type 'A' is not assignable to type 'B'.",
    '  Types differ.',
    "    Property 'events' is missing in type '{ status: 201; body: { success: true } }' but required in type '{ readonly events: readonly [] }'.",
    "src/b.ts(1,2): error TS2339: Property 'note' does not exist on type '{ contact: { id: string; phoneNumber: string; name: string } }'.",
  );
  expect(linesOf({ ...api, log }).slice(1)).toEqual([
    " 1. apps/api/src/a.ts:1:2 Property 'events' is missing.",
    " 2. apps/api/src/b.ts:1:2 Property 'note' does not exist on type '{ contact: { id: string; phone…'.",
  ]);
});

test('a test that failed is told once, with what it saw', () => {
  const log =
    ' \u001B[31m×\u001B[39m sends\n FAIL  src/a.test.ts > sends\nAssertionError: expected 1 to be 2\n ❯ src/a.test.ts:1:2\n';
  expect(linesOf({ ...api, task: '@atteny/api#test', log }).slice(1)).toEqual([
    ' 1. apps/api src/a.test.ts > sends: AssertionError: expected 1 to be 2',
  ]);
});

test('a log without anything that looks like a complaint gives its last lines', () => {
  expect(
    linesOf({ ...api, log: '$ x\n\nzero\none\ntwo\n\u001B[31mthree\u001B[39m\n[ELIFECYCLE] 1\n' }).slice(1),
  ).toEqual([' 1. apps/api one', ' 2. apps/api two', ' 3. apps/api three']);
});

test('all of it fits on a screen of 24 lines and 120 columns', () => {
  const long = Array.from(
    { length: 30 },
    (_, index) => `src/${'f'.repeat(40)}${index}.ts(1,2): error TS1: ${'word '.repeat(60)}${index}`,
  );
  const lines = linesOf({ ...api, log: compiler(...long) });
  expect(lines.length).toBeLessThanOrEqual(24);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(120);
  expect(lines.at(-1)).toBe('    and 19 more, once these are done.');
});
