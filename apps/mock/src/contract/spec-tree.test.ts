import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { publicDocument } from '@atteny/contract/documents';
import { expect, onTestFinished, test } from 'vitest';
import { root } from '../mock.fixture.ts';
import { digestOf } from './digest.ts';
import { NotUnderstood, SpecTree } from './spec-tree.ts';

async function copyOfSpec() {
  const folder = await mkdtemp(join(tmpdir(), 'atteny-mock-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(dirname(root), folder, { recursive: true });
  return {
    root: join(folder, 'openapi.yaml'),
    async edit(file: string, from: string, to: string): Promise<void> {
      const text = await readFile(join(folder, file), 'utf8');
      expect(text).toContain(from);
      await writeFile(join(folder, file), text.replace(from, to));
    },
  };
}

test('the files say what Redocly makes of them', async () => {
  const document = await new SpecTree().bundle(root);
  expect(document).toEqual(publicDocument);
  expect(digestOf(document)).toBe(digestOf(publicDocument));
});

test('a file that changes is read again, and the digest is another', async () => {
  const copy = await copyOfSpec();
  const tree = new SpecTree();
  const before = await tree.bundle(copy.root);
  await copy.edit('components/schemas/ContactName.yaml', 'maxLength: 120', 'maxLength: 12');
  const after = await tree.bundle(copy.root);
  expect(after.components?.schemas?.['ContactName']).toMatchObject({ maxLength: 12 });
  expect(digestOf(after)).not.toBe(digestOf(before));
});

test.for([
  ['a file that does not parse', 'paths/me.yaml', 'summary: Ver', 'summary: [Ver'],
  ['a reference that leads nowhere', 'paths/me.yaml', 'Unauthorized.yaml', 'Gone.yaml'],
  ['an operationId that is taken', 'paths/me.yaml', 'getMe', 'listContacts'],
  ['an operation without one', 'paths/me.yaml', 'operationId: getMe', 'x-id: getMe'],
  ['a part of a file', 'paths/me.yaml', 'Unauthorized.yaml', 'Unauthorized.yaml#/content'],
  ['a file that holds itself', 'paths/me.yaml', '../components/responses/Unauthorized.yaml', 'me.yaml'],
] as const)('%s is for Redocly', async ([, file, from, to]) => {
  const copy = await copyOfSpec();
  await copy.edit(file, from, to);
  await expect(new SpecTree().bundle(copy.root)).rejects.toThrow(NotUnderstood);
});
