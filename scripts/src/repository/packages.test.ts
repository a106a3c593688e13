import { describe, expect, test } from 'vitest';
import { keptFiles } from './files.ts';

interface Manifest {
  name?: string;
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

const kept = keptFiles();
const manifests = [...kept]
  .filter(([file]) => /^(?:(?:packages|apps|examples)\/[^/]+|scripts)\/package\.json$/.test(file))
  .map(([file, text]): [string, Manifest] => [file, JSON.parse(text)]);

describe('every package of the workspace', () => {
  test('is looked at', () => {
    expect(manifests.map(([file]) => file)).toContain('packages/contract/package.json');
  });

  test.each(manifests)('%s is named after its folder', (file, { name }) => {
    expect(name).toBe(`@atteny/${file.split('/').at(-2)}`);
  });

  test.each(manifests)('%s pins exact versions, or takes those of the workspace', (_file, manifest) => {
    const { dependencies, devDependencies, optionalDependencies } = manifest;
    const versions = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
    const loose = versions.filter(
      ([, version]) => !/^(catalog:|workspace:|(npm:.+@)?\d+\.\d+\.\d+)/.test(version),
    );
    expect(loose).toEqual([]);
  });

  test.each(manifests)('%s has its TypeScript typed and its tests run', (file, { scripts }) => {
    const own = [...kept.keys()].filter((name) => name.startsWith(file.slice(0, -'package.json'.length)));
    const wanted = [
      ...(own.some((name) => name.endsWith('.ts')) ? ['types'] : []),
      ...(own.some((name) => name.endsWith('.test.ts')) ? ['test'] : []),
    ];
    expect(Object.keys(scripts ?? {})).toEqual(expect.arrayContaining(wanted));
  });
});
