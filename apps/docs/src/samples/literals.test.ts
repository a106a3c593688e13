import { spawnSync } from 'node:child_process';
import { runInNewContext } from 'node:vm';
import { assert, jsonValue, property, sample } from 'fast-check';
import { expect, test } from 'vitest';
import { literal as python } from './python.ts';
import { literal as typescript } from './typescript.ts';

const json = jsonValue({ maxDepth: 3 });

test('a TypeScript literal means the value it was made from', () => {
  assert(
    property(json, (value) => {
      const read: unknown = runInNewContext(`(${typescript(value, '')})`);
      expect(JSON.stringify(read)).toBe(JSON.stringify(value));
    }),
  );
});

const noPython = spawnSync('python3', ['--version']).error !== undefined;

test.skipIf(noPython)('a Python literal means the value it was made from', () => {
  const values = sample(json, { numRuns: 200, seed: 1 });
  const program = `import json, sys\nprint(json.dumps([\n${values.map((value) => python(value, '')).join(',\n')}\n]))`;
  const { stdout, stderr } = spawnSync('python3', ['-c', program], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(values)));
});
