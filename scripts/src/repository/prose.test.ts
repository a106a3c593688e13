import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keptFiles } from './files.ts';

const root = join(import.meta.dirname, '../../..');
const kept = keptFiles();
const packages = [...kept.keys()]
  .map((file) => /^((?:packages|apps|examples)\/[^/]+|scripts)\/package\.json$/.exec(file)?.[1])
  .filter((folder) => folder !== undefined);

describe('the table of folders in the README', () => {
  const [, table = ''] = kept.get('README.md')?.split('## Where things are') ?? [];
  const named = [...table.matchAll(/`((?:spec|packages|apps|examples|scripts)(?:\/[\w-]+)?)`/g)].map(
    ([, folder = '']) => folder,
  );

  test('names folders that are there', () => {
    expect(
      named.filter((folder) => !statSync(join(root, folder), { throwIfNoEntry: false })?.isDirectory()),
    ).toEqual([]);
  });

  test('names every package and app', () => {
    expect(packages.length).toBeGreaterThan(10);
    expect(packages.filter((folder) => !named.includes(folder))).toEqual([]);
  });
});

test('every package and app begins with a README of one screen or more', () => {
  expect(packages.filter((folder) => (kept.get(`${folder}/README.md`) ?? '').length < 100)).toEqual([]);
});

test('the README of the lint rules has a line for each of them', () => {
  const readme = kept.get('packages/redocly-rules/README.md') ?? '';
  const rules = readdirSync(join(root, 'packages/redocly-rules/src/rules'))
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => file.replace('.ts', ''));
  expect([...readme.matchAll(/^\| \[`([\w-]+)`\]/gm)].map(([, rule]) => rule)).toEqual(rules.toSorted());
});

test('every file that docs/architecture.md names is there', () => {
  const text = kept.get('docs/architecture.md') ?? '';
  const files = [...text.matchAll(/`([\w./-]+\.ts)`/g)].map(([, file = '']) => file);
  expect(files.length).toBeGreaterThan(15);
  const all = [...kept.keys()];
  expect(files.filter((file) => !all.some((path) => path === file || path.endsWith(`/${file}`)))).toEqual([]);
});
