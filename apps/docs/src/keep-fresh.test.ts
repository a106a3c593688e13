import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepFresh } from './keep-fresh.ts';

let folder: string;
let end = () => {};
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atteny-docs-fresh-'));
});
afterEach(async () => {
  end();
  await rm(folder, { recursive: true });
});

function begin(script: string): [string, boolean][] {
  const told: [string, boolean][] = [];
  end = keepFresh({
    folders: [folder],
    command: ['-e', script],
    environment: process.env,
    said: (text, failed) => told.push([text, failed]),
  });
  return told;
}

test('a save builds the site anew', async () => {
  const built = join(tmpdir(), `atteny-docs-built-${process.pid}`);
  const told = begin(`fs.copyFileSync(${JSON.stringify(join(folder, 'a.md'))}, ${JSON.stringify(built)})`);
  await writeFile(join(folder, 'a.md'), 'new text');
  await vi.waitFor(() => expect(told).toEqual([['Documentação: atualizada', false]]), 10_000);
  expect(await readFile(built, 'utf8')).toBe('new text');
  await rm(built);
});

test('a build that fails is told with its reason, and the next save is built again', async () => {
  const told = begin(`console.error('line 3 is wrong'); process.exit(1)`);
  await writeFile(join(folder, 'a.md'), '1');
  await vi.waitFor(() => expect(told).toEqual([['line 3 is wrong', true]]), 10_000);
  await writeFile(join(folder, 'a.md'), '2');
  await vi.waitFor(() => expect(told).toHaveLength(2), 10_000);
});
