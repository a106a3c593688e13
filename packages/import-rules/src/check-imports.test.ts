import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { checkImports, homeless, unread } from './check-imports.ts';
import { rules, upwards } from './rules.ts';

const planted: string[] = [];
afterEach(() => {
  for (const folder of planted.splice(0)) rmSync(folder, { recursive: true });
});

/** A workspace with these files. */
function workspace(files: Record<string, string>): string {
  const base = mkdtempSync(join(tmpdir(), 'import-rules-'));
  planted.push(base);
  for (const [path, text] of Object.entries({ 'package.json': '{}', ...files })) {
    mkdirSync(join(base, dirname(path)), { recursive: true });
    writeFileSync(join(base, path), text);
  }
  return base;
}

const check = async (files: Record<string, string>) =>
  (await checkImports(workspace(files), ['apps', 'packages'], rules)).problems.map(
    (line) => line.split(',')[0],
  );

const innocent = { 'packages/client/src/index.ts': 'export const one = 1;\n' };

test('an import that leads down is fine', async () => {
  const files = {
    ...innocent,
    'apps/api/src/db/page.ts': 'export interface Page { page: number }\n',
    'apps/api/src/contacts/store.ts':
      "import type { Page } from '../db/page.ts';\nexport type Kept = Page;\n",
  };
  expect(await check(files)).toEqual([]);
});

test('an import of a type alone counts when it leads up', async () => {
  const files = {
    ...innocent,
    'apps/api/src/db/tables.ts':
      "import type { Row } from '../contacts/row.ts';\nexport type Tables = Row;\n",
    'apps/api/src/contacts/row.ts': 'export interface Row { id: string }\n',
  };
  expect(await check(files)).toEqual([
    'apps/api/src/db/tables.ts → apps/api/src/contacts/row.ts: server-floor-1',
  ]);
});

test('a test may use the whole', async () => {
  const files = {
    ...innocent,
    'apps/api/src/db/tables.test.ts': "import { server } from '../testing/server.ts';\nvoid server;\n",
    'apps/api/src/testing/server.ts': 'export const server = 1;\n',
  };
  expect(await check(files)).toEqual([]);
});

test('files that need each other are a circle, of types too', async () => {
  const files = {
    'apps/docs/src/labels.ts':
      "import { english } from './english.ts';\nexport interface Labels { a: string }\nvoid english;\n",
    'apps/docs/src/english.ts':
      "import type { Labels } from './labels.ts';\nexport const english: Labels = { a: '' };\n",
    ...innocent,
  };
  expect(await check(files)).toEqual([
    'apps/docs/src/english.ts → apps/docs/src/labels.ts → apps/docs/src/english.ts: no-circle',
  ]);
});

test('an app is not imported by a package, nor by another app', async () => {
  const files = {
    'apps/api/src/secret.ts': 'export const secret = 1;\n',
    'apps/mock/src/main.ts': "import { secret } from '../../api/src/secret.ts';\nvoid secret;\n",
    'packages/client/src/index.ts': "export { secret } from '../../../apps/api/src/secret.ts';\n",
  };
  expect(await check(files)).toEqual([
    'apps/mock/src/main.ts → apps/api/src/secret.ts: apps-apart',
    'packages/client/src/index.ts → apps/api/src/secret.ts: packages-below-apps',
  ]);
});

test('every file is read, and one that was not is told', async () => {
  const base = workspace({
    ...innocent,
    'packages/client/dist/index.ts': '',
    'packages/client/src/view.tsx': '',
  });
  expect((await checkImports(base, ['packages'], rules)).read).toBe(2);
  expect(unread(base, ['packages'], new Set(['packages/client/src/view.tsx']))).toEqual([
    'packages/client/src/index.ts was not read: no rule holds its imports.',
  ]);
});

test('a part that stands on no floor is told', () => {
  const base = workspace({
    ...innocent,
    'packages/client/package.json': '{}',
    'packages/new-one/package.json': '{}',
  });
  const building = { name: 'packages', root: 'packages', floors: [['client']] };
  expect(homeless(base, building)).toEqual([
    'packages/new-one stands on no floor: add it to packages/import-rules/src/rules.ts.',
  ]);
  expect(upwards(building)).toEqual([]);
});
