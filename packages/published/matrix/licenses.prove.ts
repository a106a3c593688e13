import { globSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { output } from '@atteny/local-servers';
import { row } from './table.ts';
import { workspace } from './workspace.ts';

async function unpacked(id: string): Promise<string> {
  const folder = join(inject('outside'), `unpacked-${id}`);
  await mkdir(folder);
  const tarball = join(workspace, 'tarballs', `atteny-${id}-0.0.0.tgz`);
  await output('tar', ['-xzf', tarball, '--strip-components=1'], { cwd: folder });
  return folder;
}

/** The packages whose code stands in some files: the bundler says before each module where it comes from. */
async function bundledIn(folder: string): Promise<Set<string>> {
  const files = globSync('dist/*.{js,cjs}', { cwd: folder });
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  const path = /^(?:\/\/#region|\/\/) \S*\/node_modules\/((?:@[^/\s]+\/)?[^/\s]+)\//gm;
  return new Set(texts.flatMap((text) => Array.from(text.matchAll(path), ([, name = '']) => name)));
}

/** What the file of licences has of each package: its licence by name, and the text. */
const toldIn = (text: string) =>
  new Map(
    Array.from(
      text.matchAll(/^={72}\n(\S+) \S+ \((.+)\)\n\n([^]*?)(?=\n\n={72}\n|$(?![^]))/gm),
      ([, name = '', license = '', terms = '']) => [name, { license, terms }] as const,
    ),
  );

test.each([
  ['sandbox', 10],
  ['cli', 60],
] as const)('%s carries the licence of every package whose code it brings along', async (id, least) => {
  const folder = await unpacked(id);
  const told = toldIn(await readFile(join(folder, 'dist/THIRD-PARTY-LICENSES'), 'utf8'));
  const bundled = await bundledIn(folder);
  expect(bundled.size).toBeGreaterThanOrEqual(least);
  expect(Array.from(bundled).filter((name) => !told.has(name))).toEqual([]);
  for (const { license, terms } of told.values()) {
    expect(license).toMatch(/\w/);
    expect(terms).not.toBe('');
  }
  row(`@atteny/${id}`, 'THIRD-PARTY-LICENSES', `${told.size} packages`);
});

test('the sites that the command brings along have the licences of their code and fonts beside them', async () => {
  const site = (name: string) =>
    readFile(join(workspace, 'apps/cli/dist', name, 'THIRD-PARTY-LICENSES'), 'utf8');
  expect([...toldIn(await site('console')).keys()]).toEqual(
    expect.arrayContaining(['react', '@base-ui/react', '@fontsource-variable/inter']),
  );
  const [docs = ''] = globSync('docs/assets/*/THIRD-PARTY-LICENSES', {
    cwd: join(workspace, 'apps/cli/dist'),
  });
  const told = toldIn(await readFile(join(workspace, 'apps/cli/dist', docs), 'utf8'));
  expect([...told.keys()]).toEqual(expect.arrayContaining(['minisearch', '@fontsource-variable/inter']));
});

test.each(['client', 'webhooks'])('%s brings nobody else’s code along', async (id) => {
  expect(await bundledIn(await unpacked(id))).toEqual(new Set());
});
