import { chmodSync, chownSync, copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, output, type Program, startProgram } from '@atteny/local-servers';
import { pause } from './server-process.ts';

/** A server of a proof's own, which may be stopped under those who use it. */
export interface OwnServer {
  readonly port: number;
  /** Stops it as an operator does (`fast`) or as a power cut (`immediate`), and starts it after a while. */
  restart(how: 'fast' | 'immediate', downMs?: number): Promise<void>;
  close(): Promise<void>;
}

const versions = '/usr/lib/postgresql';

/** Programs of PostgreSQL: those of PGBIN, or of the newest version that is installed. */
const programs = ((): string | undefined => {
  if (process.env['PGBIN']) return process.env['PGBIN'];
  try {
    const newest = readdirSync(versions).toSorted((a, b) => Number(b) - Number(a))[0];
    return newest && join(versions, newest, 'bin');
  } catch {
    return undefined;
  }
})();

export const hasPostgresPrograms = programs !== undefined;

/** Files in PEM of a server's certificate and its key. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

/** A cluster of PostgreSQL of its own, on a free port; it runs as `postgres` where we are root, which it refuses to be. */
export async function openCluster({ tls }: { tls?: Certificate } = {}): Promise<OwnServer> {
  const folder = mkdtempSync(join(tmpdir(), 'atteny-cluster-'));
  const user: Partial<User> = process.getuid?.() === 0 ? await userOfPostgres() : {};
  const give = (path: string) => {
    if (user.uid !== undefined && user.gid !== undefined) chownSync(path, user.uid, user.gid);
  };
  chmodSync(folder, 0o700);
  give(folder);
  const data = join(folder, 'data');
  const initialize = ['--pgdata', data, '--auth', 'trust', '--username', 'postgres', '--no-sync'];
  await output(join(programs ?? '', 'initdb'), initialize, { cwd: folder, ...user });
  if (tls !== undefined) {
    for (const [name, from] of Object.entries({ 'server.crt': tls.certificate, 'server.key': tls.key })) {
      const path = join(data, name);
      copyFileSync(from, path);
      chmodSync(path, 0o600);
      give(path);
    }
  }
  const port = await freePort();
  const settings = [
    ['port', String(port)],
    ['listen_addresses', '127.0.0.1'],
    ['unix_socket_directories', folder],
    // Below it is not said when the server is ready.
    ['log_min_messages', 'log'],
    ...(tls === undefined ? [] : [['ssl', 'on']]),
  ].flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = await restartable(
    () => startProgram(join(programs ?? '', 'postgres'), ['-D', data, ...settings], { cwd: folder, ...user }),
    { ready: /ready to accept connections/, fast: 'SIGINT', immediate: 'SIGQUIT' },
  );
  return {
    port,
    restart: server.restart,
    async close() {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface User {
  readonly uid: number;
  readonly gid: number;
}

async function userOfPostgres(): Promise<User> {
  const [uid, gid] = await Promise.all(['-u', '-g'].map((which) => output('id', [which, 'postgres'])));
  return { uid: Number(uid), gid: Number(gid) };
}

/** A Redis of its own, which keeps nothing over a restart. */
export async function openRedis(): Promise<OwnServer> {
  const port = await freePort();
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', ''];
  const server = await restartable(() => startProgram('redis-server', options, { cwd: tmpdir() }), {
    ready: /Ready to accept connections/,
    fast: 'SIGTERM',
    immediate: 'SIGKILL',
  });
  return { port, ...server };
}

/** A server that its signals stop, and that says when it is ready. */
async function restartable(
  start: () => Program,
  { ready, ...signals }: Record<'fast' | 'immediate', NodeJS.Signals> & { readonly ready: RegExp },
): Promise<Omit<OwnServer, 'port'>> {
  let running = start();
  await running.says(ready);
  return {
    async restart(how, downMs = 0) {
      await running.stop(signals[how]);
      await pause(downMs);
      running = start();
      await running.says(ready);
    },
    async close() {
      await running.stop(signals.immediate);
    },
  };
}
