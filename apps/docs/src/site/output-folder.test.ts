import { spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { beginOutput, finishOutput } from './output-folder.ts';

let parent: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'atteny-docs-output-'));
});
afterEach(() => rm(parent, { recursive: true }));

test('the new site replaces the one before as a whole', async () => {
  const output = join(parent, 'dist');
  await mkdir(output);
  await writeFile(join(output, 'old.html'), '');
  const fresh = await beginOutput(output);
  await writeFile(join(fresh, 'new.html'), '');
  expect(await readdir(output)).toEqual(['old.html']);
  await finishOutput(fresh, output);
  expect(await readdir(output)).toEqual(['new.html']);
  expect(await readdir(parent)).toEqual(['dist']);
});

test('what a killed build left behind goes, what another is building stays', async () => {
  const { pid: dead } = spawnSync(process.execPath, ['--version']);
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  await mkdir(join(parent, `dist.next-${dead}`));
  await mkdir(join(parent, `dist.next-${other.pid}`));
  await beginOutput(join(parent, 'dist'));
  other.kill();
  expect((await readdir(parent)).toSorted()).toEqual(
    [`dist.next-${other.pid}`, `dist.next-${process.pid}`].toSorted(),
  );
});
