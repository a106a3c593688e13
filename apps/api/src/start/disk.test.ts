import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { FolderUnusable, FolderTaken } from '../db/data-folder.ts';
import { type TestServer, testServer } from '../testing/test-server.ts';
import type { Settings } from './settings.ts';
import { secretsKeyFile } from './secrets-key.ts';
import { startFailure } from './start-failure.ts';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
});

function newFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'atteny-disk-'));
  undo.push(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

async function open(path: string, settings: Partial<Settings> = {}): Promise<TestServer> {
  const server = await testServer({ storage: { kind: 'folder', path }, ...settings });
  undo.push(() => server.close().catch(() => {}));
  return server;
}

const mount = (...args: string[]) => execFileSync('mount', args, { stdio: 'ignore' });

/** Whether this machine lets us have a disk of our own; without it two tests are skipped. */
const mayMount = ((): boolean => {
  const path = mkdtempSync(join(tmpdir(), 'atteny-may-mount-'));
  try {
    mount('-t', 'tmpfs', 'tmpfs', path);
    execFileSync('umount', [path]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(path, { recursive: true });
  }
})();

function smallDisk(megabytes: number): string {
  const path = mkdtempSync(join(tmpdir(), 'atteny-small-disk-'));
  mount('-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path);
  undo.push(() => {
    execFileSync('umount', ['-l', path]);
    rmSync(path, { recursive: true });
  });
  return path;
}

/** Leaves so many bytes free. @returns the file that gives them back */
function fill(disk: string, left = 0): string {
  const filler = join(disk, 'filler');
  for (;;) {
    try {
      writeFileSync(filler, Buffer.alloc(65_536), { flag: 'a' });
    } catch {
      break;
    }
  }
  if (left > 0) truncateSync(filler, statSync(filler).size - left);
  return filler;
}

let last = 0;
const create = (server: TestServer, key: string) =>
  server.call('/contacts', {
    key,
    method: 'POST',
    json: { phoneNumber: `+55119${String((last += 1)).padStart(8, '0')}` },
  });

test.skipIf(!mayMount)(
  'a full disk is 503 and not ready, and all is well when there is room again',
  async () => {
    const path = smallDisk(8);
    const server = await open(path);
    const { key } = await server.world();
    expect((await create(server, key)).status).toBe(201);
    const filler = fill(path);
    const statuses: number[] = [];
    while (statuses.at(-1) !== 503 && statuses.length < 2_000) {
      statuses.push((await create(server, key)).status);
    }
    expect(new Set(statuses)).toEqual(new Set(statuses.length === 1 ? [503] : [201, 503]));
    expect((await fetch(`${server.origin}/readyz`)).status).toBe(503);
    rmSync(filler);
    expect((await fetch(`${server.origin}/readyz`)).status).toBe(200);
    expect((await create(server, key)).status).toBe(201);
    const { meta } = (await (await server.call('/contacts', { key })).json()) as { meta: { total: number } };
    expect(meta.total).toBe(statuses.filter((status) => status === 201).length + 2);
  },
);

test('a statement that finds no room is 503, whatever the transaction came to', async () => {
  const server = await testServer();
  undo.push(() => server.close());
  const { key } = await server.world();
  const { kysely } = server.running.stores.database;
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(kysely);
  await sql.raw(`pragma max_page_count = ${rows[0]?.page_count}`).execute(kysely);
  let status = 201;
  for (let attempt = 0; attempt < 2_000 && status === 201; attempt += 1) {
    status = (await create(server, key)).status;
  }
  expect(status).toBe(503);
  await sql.raw('pragma max_page_count = 1000000').execute(kysely);
  expect((await create(server, key)).status).toBe(201);
});

test('a folder whose database is empty or gone is refused, and no new server begins in it', async () => {
  const path = newFolder();
  await (await open(path)).close();
  for (const name of readdirSync(path)) if (name.startsWith('atteny.sqlite')) rmSync(join(path, name));
  await expect(open(path)).rejects.toThrow(FolderUnusable);
  writeFileSync(join(path, 'atteny.sqlite'), '');
  await expect(open(path)).rejects.toThrow(FolderUnusable);
  expect(statSync(join(path, 'atteny.sqlite')).size).toBe(0);
});

test('a folder in which requests were counted has no need of a key to be refused', async () => {
  const path = newFolder();
  const settings = { secretsKey: Buffer.alloc(32).toString('base64') };
  const server = await open(path, settings);
  const { key } = await server.world();
  expect((await create(server, key)).status).toBe(201);
  await server.close();
  expect(existsSync(join(path, 'secrets.key'))).toBe(false);
  truncateSync(join(path, 'atteny.sqlite'));
  await expect(open(path, settings)).rejects.toThrow(FolderUnusable);
  expect(statSync(join(path, 'atteny.sqlite')).size).toBe(0);
});

test('a server whose lock file was deleted still has its folder to itself', async () => {
  const path = newFolder();
  const server = await open(path);
  const { key } = await server.world();
  rmSync(join(path, 'lock.sqlite'));
  await expect(open(path)).rejects.toThrow(FolderTaken);
  await expect(open(path, { reset: true })).rejects.toThrow(FolderTaken);
  expect(existsSync(join(path, 'secrets.key'))).toBe(true);
  expect((await create(server, key)).status).toBe(201);
});

test.skipIf(!mayMount)('a disk that can only be read is named', async () => {
  const path = smallDisk(8);
  await (await open(path)).close();
  mount('-o', 'remount,ro', path);
  await expect(open(path)).rejects.toThrow(FolderUnusable);
});

test.skipIf(!mayMount).each([0, 300_000, 600_000])(
  'a start that a full disk ends says so, with %s bytes left',
  async (left) => {
    const path = smallDisk(8);
    fill(path, left);
    const reason = await open(path).then(() => 'it started', startFailure);
    expect(reason).toMatch(/^Não é possível escrever na pasta de dados/);
  },
);

test.skipIf(!mayMount)('a key that a full disk kept from being written is made when there is room', () => {
  const path = smallDisk(1);
  const filler = fill(path);
  expect(() => secretsKeyFile(join(path, 'secrets.key'))).toThrow('ENOSPC');
  rmSync(filler);
  expect(secretsKeyFile(join(path, 'secrets.key'))).toHaveLength(1);
});

test('a folder that is none is named', async () => {
  const path = newFolder();
  writeFileSync(join(path, 'file'), '');
  await expect(open(join(path, 'file'))).rejects.toThrow(FolderUnusable);
});

test('every file of a data folder is its owner’s alone', async () => {
  const path = newFolder();
  const server = await open(path);
  const { key } = await server.world();
  await create(server, key);
  const modes = readdirSync(path).map((name) => [
    name,
    (statSync(join(path, name)).mode & 0o777).toString(8),
  ]);
  expect(modes.length).toBeGreaterThanOrEqual(4);
  expect(modes.filter(([, mode]) => mode !== '600')).toEqual([]);
});

test('a database that another program has open for itself is told so', async () => {
  const path = newFolder();
  await (await open(path)).close();
  const other = new DatabaseSync(join(path, 'quota.sqlite'));
  undo.push(() => other.close());
  other.exec('pragma locking_mode = exclusive; begin exclusive');
  await expect(open(path)).rejects.toThrow(FolderTaken);
});
