import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addConnection, readConnections, removeConnection } from './connection-file.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atteny-connections-'));
  path = join(folder, 'atteny', 'sandbox.json');
});
afterEach(() => rm(folder, { recursive: true }));

const at = (port: number, pid: number) => ({
  url: `http://127.0.0.1:${port}`,
  token: `token-of-${port}`,
  apiKey: 'sk_live_x',
  pid,
});
const ports = async () => (await readConnections(path)).map(({ url }) => Number(new URL(url).port));

/** Two processes that are there as long as the test, and one that is gone. */
const [mine, parent] = [process.pid, process.ppid];
const gone = spawnSync(process.execPath, ['--version']).pid;

test('the newest sandbox comes first, and those that run already stay', async () => {
  await addConnection(path, at(4000, parent));
  await addConnection(path, at(4001, mine));
  expect(await ports()).toEqual([4001, 4000]);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('one that ends takes itself out, and the last one the file', async () => {
  await addConnection(path, at(4000, parent));
  await addConnection(path, at(4001, mine));
  await removeConnection(path, mine);
  expect(await ports()).toEqual([4000]);
  await removeConnection(path, parent);
  expect(await stat(path).catch(() => 'gone')).toBe('gone');
});

test('one that was killed is forgotten as soon as another begins or ends', async () => {
  await addConnection(path, at(4000, gone));
  await addConnection(path, at(4001, mine));
  expect(await ports()).toEqual([4001]);
});

test('one that begins anew at the same address replaces what was known of it', async () => {
  await addConnection(path, at(4000, parent));
  await addConnection(path, at(4000, mine));
  expect(await readConnections(path)).toEqual([at(4000, mine)]);
});
