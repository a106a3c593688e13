import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { expect, inject, test } from 'vitest';
import { ids, published } from './packages.ts';

const installed = (id: keyof typeof published, file: string) =>
  readFileSync(join(inject('project'), 'node_modules', published[id].name, file), 'utf8');

test.each(ids)(
  '%s resolves with its types, for import and require, under every way to resolve',
  async (id) => {
    const tarball = createPackageFromTarballData(new Uint8Array(readFileSync(inject('tarballs')[id] ?? '')));
    const analysis = await checkPackage(tarball);
    expect(analysis.types ? analysis.problems : ['no types at all']).toEqual([]);
  },
);

test.each(ids)('publint finds nothing in %s', async (id) => {
  const { messages } = await publint({
    pkgDir: join(inject('project'), 'node_modules', published[id].name),
    strict: true,
  });
  expect(messages).toEqual([]);
});

test.each(ids)('%s carries its README, licence and types, and nothing of the repository', (id) => {
  const manifest = JSON.parse(installed(id, 'package.json')) as Record<string, unknown>;
  expect(manifest).not.toHaveProperty('devDependencies');
  expect(Object.keys((manifest['dependencies'] as object | undefined) ?? {})).toEqual(
    id === 'client' ? ['openapi-fetch'] : [],
  );
  expect(installed(id, 'README.md')).toContain(published[id].name);
  expect(installed(id, 'LICENSE')).toContain('Apache License');
  // They import nothing, and so may stand for the CommonJS module as they are.
  expect(installed(id, 'dist/index.d.ts')).not.toMatch(/from ["']|import\(|require\(/);
  expect(installed(id, 'dist/index.d.cts')).toBe(installed(id, 'dist/index.d.ts'));
  expect(JSON.stringify(manifest)).not.toMatch(/workspace:|catalog:|\.\/src/);
});

test.each(ids.flatMap((id) => ['dist/index.js', 'dist/index.cjs'].map((file) => [id, file] as const)))(
  '%s, %s imports nothing of Node',
  (id, file) => {
    const code = installed(id, file);
    const imports = Array.from(
      code.matchAll(/(?:from|import|require)\s*\(?["']([^"']+)["']/g),
      ([, name]) => name,
    );
    expect(imports).toEqual(id === 'client' ? ['openapi-fetch'] : []);
    for (const name of builtinModules) {
      expect(imports).not.toContain(name);
    }
  },
);
