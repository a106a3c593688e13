import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { places } from '../prepare.ts';
import { bundle } from './bundle.ts';

let spec: string;
beforeAll(async () => {
  spec = await mkdtemp(join(tmpdir(), 'atteny-docs-spec-'));
  await cp(places.spec, spec, { recursive: true });
});
afterAll(() => rm(spec, { recursive: true, force: true }));

async function broken(file: string, change: (text: string) => string): Promise<unknown> {
  const path = join(spec, 'atteny', file);
  const before = await readFile(path, 'utf8');
  await writeFile(path, change(before));
  const failure = await bundle(spec, 'pt-BR').catch((error: unknown) => error);
  await writeFile(path, before);
  return failure;
}

test('the English edition differs from the Portuguese one, and has the same operations', async () => {
  const [portuguese, english] = await Promise.all([bundle(spec, 'pt-BR'), bundle(spec, 'en')]);
  expect(english.document.info.description).not.toBe(portuguese.document.info.description);
  expect(Object.keys(english.document.paths)).toEqual(Object.keys(portuguese.document.paths));
});

test('YAML that does not parse is named with its file and line', async () => {
  const error = await broken('paths/me.yaml', (text) => text.replace('operationId:', 'operationId'));
  expect(String(error)).toMatch(/me\.yaml:\d+/);
});

test('a reference that leads nowhere is named with its file', async () => {
  const error = await broken('openapi.yaml', (text) => text.replace('paths/me.yaml', 'paths/mee.yaml'));
  expect(String(error)).toMatch(/openapi\.yaml:\d+/);
});

test('an operationId that is taken twice is named with its file', async () => {
  const error = await broken('paths/me.yaml', (text) => text.replace('getMe', 'listContacts'));
  expect(String(error)).toMatch(/paths\/\w+\.yaml:\d+.*operationId/);
});
