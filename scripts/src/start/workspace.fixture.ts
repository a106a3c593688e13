import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { freePort } from '@atteny/local-servers';
import { onTestFinished, vi } from 'vitest';
import type { Part } from './parts.ts';

/** Source of a part that answers on its port and has started a process of its own. Their ids go to a file. */
export const server = `
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
const own = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
writeFileSync(import.meta.filename + '.pids', process.pid + ' ' + own.pid);
createServer((_, response) => response.end('ok')).listen(Number(process.env.PART_PORT), '127.0.0.1');
`;

/** A part that serves, but does not go when it is asked to. */
export const stubborn = `${server}
process.on('SIGTERM', () => {});
`;

/** A part that listens and never answers. */
export const silent = server.replace("(_, response) => response.end('ok')", '() => {}');

/** A part that writes two lines and falls. */
export const falling = `
console.log('reading the settings');
console.error('no such folder');
process.exitCode = 3;
`;

/** A folder with these parts in it: name → source. It goes away after the test. */
export async function workspaceWith(sources: Record<string, string>) {
  const workspace = await mkdtemp(join(tmpdir(), 'atteny-start-test-'));
  onTestFinished(() => rm(workspace, { recursive: true, force: true }));
  const ports = new Map<Part, number>();
  for (const [name, source] of Object.entries(sources)) {
    const entry = `apps/${name}/src/main.mjs`;
    await mkdir(dirname(join(workspace, entry)), { recursive: true });
    await writeFile(join(workspace, entry), source);
    ports.set(partAt(name, entry), await freePort());
  }
  return { workspace, ports };
}

function partAt(name: string, entry: string): Part {
  return {
    name,
    entry,
    variable: 'PART_PORT',
    defaultPort: 1,
    readyPath: '/',
    homePath: '/',
    arguments: () => [],
  };
}

/** Ids of every process that the parts of the workspace have been seen to start. */
export async function processesOf(workspace: string, ports: ReadonlyMap<Part, number>): Promise<number[]> {
  const files = await Promise.all(
    [...ports.keys()].map(({ entry }) => readFile(join(workspace, `${entry}.pids`), 'utf8').catch(() => '')),
  );
  return files.flatMap((text) => text.split(' ').filter(Boolean).map(Number));
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Fulfilled when none of the processes is left. */
export async function untilGone(pids: readonly number[]): Promise<void> {
  await vi.waitUntil(() => !pids.some(isAlive), { timeout: 20_000, interval: 50 });
}

/** A server that listens on a port of its own until the test ends. */
export async function listening(host: string): Promise<number> {
  const taken = await listen(host);
  onTestFinished(() => void taken.close());
  return portOf(taken);
}

function listen(host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const taken = createServer().once('error', reject);
    taken.listen(0, host, () => resolve(taken));
  });
}

function portOf(listener: Server): number {
  const address = listener.address();
  if (typeof address !== 'object' || !address) throw new Error('the server does not listen on a port');
  return address.port;
}
