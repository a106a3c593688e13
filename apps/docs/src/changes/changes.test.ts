import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readChanges, readChangeset } from './changes.ts';

test('changesets, changelogs and what the gate let through are read together', async () => {
  const workspace = await mkdtemp(join(tmpdir(), 'atteny-docs-changes-'));
  await Promise.all(
    ['.changeset', 'packages/client', 'spec'].map((folder) =>
      mkdir(join(workspace, folder), { recursive: true }),
    ),
  );
  await writeFile(join(workspace, '.changeset', 'README.md'), '# Changesets');
  await writeFile(
    join(workspace, '.changeset', 'a.md'),
    `---\n'@atteny/client': minor\n---\n\nPages by \`for await\`.\n`,
  );
  await writeFile(
    join(workspace, 'packages', 'client', 'CHANGELOG.md'),
    '# @atteny/client\n\n## 1.0.0\n\n- First.\n',
  );
  await writeFile(
    join(workspace, 'spec', 'contract-allow.yaml'),
    '- {document: atteny, at: here, reason: It never was}\n- {document: console, at: there, reason: Private}\n',
  );
  expect(await readChanges(workspace)).toEqual({
    coming: [{ packages: ['@atteny/client'], text: 'Pages by `for await`.' }],
    released: [{ package: '@atteny/client', text: '## 1.0.0\n\n- First.' }],
    decided: [{ at: 'here', reason: 'It never was' }],
  });
  await rm(workspace, { recursive: true });
});

test('a changeset without a package is named', () => {
  expect(() => readChangeset('Text', 'b.md')).toThrow('.changeset/b.md names no package');
});
