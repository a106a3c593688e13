import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dashboardFolder } from './dashboard.ts';

let workspace: string;
const said: string[] = [];
const ask = () => dashboardFolder(workspace, (text) => said.push(text));

/** A workspace whose builder writes the time of its run, or fails. */
async function withBuilder(source: string): Promise<void> {
  const app = join(workspace, 'apps', 'console');
  await mkdir(join(app, 'src'), { recursive: true });
  await mkdir(join(app, 'node_modules', 'vite', 'bin'), { recursive: true });
  await writeFile(join(app, 'src', 'main.tsx'), '');
  await writeFile(join(app, 'node_modules', 'vite', 'bin', 'vite.js'), source);
}

const builder = `const fs = require('fs'); fs.mkdirSync('dist', { recursive: true }); fs.writeFileSync('dist/index.html', String(process.hrtime()));`;

beforeEach(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'atteny-dashboard-'));
  said.length = 0;
});
afterEach(() => rm(workspace, { recursive: true }));

test('a workspace without a dashboard has no folder of it', async () => {
  expect(await ask()).toBeNull();
});

test('it is built once, and again when its source is newer', async () => {
  await withBuilder(builder);
  const page = join(workspace, 'apps', 'console', 'dist', 'index.html');
  expect(await ask()).toBe(join(workspace, 'apps', 'console', 'dist'));
  await utimes(page, new Date(), new Date(Date.now() + 60_000));
  await writeFile(
    join(workspace, 'apps', 'console', 'node_modules', 'vite', 'bin', 'vite.js'),
    'process.exit(1)',
  );
  await ask();
  expect(said).toEqual([]);
  await utimes(page, new Date(0), new Date(0));
  await ask();
  expect(said).toEqual([expect.stringContaining('O painel não pôde ser construído')]);
});

test('it is built again when the contract is newer, which the app reads', async () => {
  await withBuilder(builder);
  await ask();
  const page = join(workspace, 'apps', 'console', 'dist', 'index.html');
  const first = await readFile(page, 'utf8');
  await ask();
  expect(await readFile(page, 'utf8')).toBe(first);
  const contract = join(workspace, 'packages', 'contract', 'src', 'generated');
  await mkdir(contract, { recursive: true });
  await writeFile(join(contract, 'console.ts'), '');
  await utimes(join(contract, 'console.ts'), new Date(), new Date(Date.now() + 60_000));
  await ask();
  expect(await readFile(page, 'utf8')).not.toBe(first);
});

test('a first build that fails is told, and there is no folder', async () => {
  await withBuilder(`console.error('main.tsx: line 3'); process.exit(1)`);
  expect(await ask()).toBeNull();
  expect(said.join()).toContain('main.tsx: line 3');
});
