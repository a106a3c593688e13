import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { realEdition } from '../testing/edition.ts';
import { parseGuide, readGuides } from './guides.ts';
import { fillPlaceholders } from './placeholders.ts';

const head = '---\ntitle: T\ndescription: D: and more\norder: 5\n---\n';

test('the head gives title, description and place in the menu', () => {
  expect(parseGuide('a', `${head}Text`, 'a.md')).toEqual({
    slug: 'a',
    title: 'T',
    description: 'D: and more',
    order: 5,
    text: 'Text',
  });
});

test('a head without its fields is named with its file', () => {
  expect(() => parseGuide('a', 'Text', 'a.en.md')).toThrow(
    'a.en.md: the head between the two --- lines has no title',
  );
});

test('a guide without its other language is named', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'atteny-docs-guides-'));
  await writeFile(join(folder, 'a.en.md'), head);
  await expect(readGuides(folder, 'en')).rejects.toThrow('a.pt-BR.md is missing');
  await rm(folder, { recursive: true });
});

test('a guide with other headings in its other language is named', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'atteny-docs-guides-'));
  await writeFile(join(folder, 'a.en.md'), `${head}## One`);
  await writeFile(join(folder, 'a.pt-BR.md'), `${head}## Um\n\n## Dois`);
  await expect(readGuides(folder, 'en')).rejects.toThrow('a has not the same headings in both languages');
  await rm(folder, { recursive: true });
});

test('placeholders give addresses, the key and figures of the contract', async () => {
  const { bundle, origins } = await realEdition();
  const text = fillPlaceholders('{{mock}} {{x-atteny-limits.rate.requests}}', bundle.document, origins);
  expect(text).toBe('http://localhost:4010/api/v1 120');
});

test('a placeholder that stands for nothing ends the build', async () => {
  const { bundle, origins } = await realEdition();
  expect(() => fillPlaceholders('{{x-atteny-limits.none}}', bundle.document, origins)).toThrow(
    'x-atteny-limits.none',
  );
});

test('an example of the contract stands for itself', async () => {
  const { bundle, origins } = await realEdition();
  const text = fillPlaceholders('{{example.listContacts.429}}', bundle.document, origins);
  expect(JSON.parse(text)).toMatchObject({ success: false, code: 'rate_limit_exceeded' });
});
