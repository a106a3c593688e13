import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, copyFileSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '@atteny/local-servers';
import { pause } from './server-process.ts';

const run = promisify(execFile);

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
  const isRoot = process.getuid?.() === 0;
  if (isRoot) {
    const { stdout } = await run('id', ['-u', 'postgres']);
    chownSync(folder, Number(stdout), Number(stdout));
  }
  chmodSync(folder, 0o700);
  const ask = async (program: string, ...args: string[]) => {
    const path = join(programs ?? '', program);
    // What stays running must not hold on to our pipes.
    const child = isRoot
      ? spawn('runuser', ['-u', 'postgres', '--', path, ...args], { stdio: 'ignore' })
      : spawn(path, args, { stdio: 'ignore' });
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}.`);
  };
  const port = await freePort();
  const data = join(folder, 'data');
  await ask('initdb', '--pgdata', data, '--auth', 'trust', '--username', 'postgres', '--no-sync');
  if (tls !== undefined) {
    for (const [name, from] of Object.entries({ 'server.crt': tls.certificate, 'server.key': tls.key })) {
      const path = join(data, name);
      copyFileSync(from, path);
      chmodSync(path, 0o600);
      const { uid, gid } = statSync(data);
      if (isRoot) chownSync(path, uid, gid);
    }
  }
  const settings = `${tls === undefined ? '' : '-c ssl=on '}-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder} -c log_min_messages=fatal`;
  const start = () => ask('pg_ctl', 'start', '-w', '-D', data, '-l', join(folder, 'log'), '-o', settings);
  const stop = (how: string) => ask('pg_ctl', 'stop', '-w', '-D', data, '-m', how);
  await start();
  return {
    port,
    async restart(how, downMs = 0) {
      await stop(how);
      await pause(downMs);
      await start();
    },
    async close() {
      await stop('immediate');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A Redis of its own, which keeps nothing over a restart. */
export async function openRedis(): Promise<OwnServer> {
  const port = await freePort();
  let child: ChildProcess;
  const start = async () => {
    child = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', ''], {
      stdio: 'ignore',
      cwd: tmpdir(),
    });
    while (!(await listens(port))) await pause(20);
  };
  const stop = async (signal: NodeJS.Signals) => {
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  await start();
  return {
    port,
    async restart(how, downMs = 0) {
      await stop(how === 'fast' ? 'SIGTERM' : 'SIGKILL');
      await pause(downMs);
      await start();
    },
    close: () => stop('SIGKILL'),
  };
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
