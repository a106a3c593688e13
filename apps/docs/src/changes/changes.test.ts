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
    `---\n'@atteny/client': minor\n---\n\nPáginas com \`for await\`.\n\n**English**\n\nPages by \`for await\`.\n`,
  );
  await writeFile(
    join(workspace, 'packages', 'client', 'CHANGELOG.md'),
    `# @atteny/client

## 1.0.0

### Major Changes

- 0a1b2c3: Primeira.

  - Tudo.

  **English**

  First.

  - Everything.

- Updated dependencies
`,
  );
  await writeFile(
    join(workspace, 'spec', 'contract-allow.yaml'),
    `- {document: atteny, at: here, reason: "Nunca foi.\\n\\n**English**\\n\\nIt never was."}
- {document: console, at: there, reason: Private}
`,
  );
  expect(await readChanges(workspace, 'pt-BR')).toEqual({
    coming: [{ packages: ['@atteny/client'], text: 'Páginas com `for await`.' }],
    released: [
      {
        package: '@atteny/client',
        text: '## 1.0.0\n\n### Major Changes\n\n- 0a1b2c3: Primeira.\n\n  - Tudo.\n\n\n- Updated dependencies',
      },
    ],
    decided: [{ at: 'here', reason: 'Nunca foi.' }],
  });
  expect(await readChanges(workspace, 'en')).toEqual({
    coming: [{ packages: ['@atteny/client'], text: 'Pages by `for await`.' }],
    released: [
      {
        package: '@atteny/client',
        text: '## 1.0.0\n\n### Major Changes\n\n- 0a1b2c3: First.\n\n  - Everything.\n\n- Updated dependencies',
      },
    ],
    decided: [{ at: 'here', reason: 'It never was.' }],
  });
  await rm(workspace, { recursive: true });
});

test('a changeset without a package, or without its English, is named', () => {
  expect(() => readChangeset('Text', 'b.md', 'en')).toThrow('.changeset/b.md names no package');
  const portuguese = `---\n'@atteny/client': patch\n---\n\nTexto\n`;
  expect(() => readChangeset(portuguese, 'b.md', 'pt-BR')).toThrow('.changeset/b.md has no line **English**');
});
