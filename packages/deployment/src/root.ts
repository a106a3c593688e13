import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Program, startProgram } from '@atteny/local-servers';
import type { Image } from './dockerfile.ts';

/** An image as a folder: Node, what it loads, and what the build made. */
export interface Root {
  /** Starts the entry point as a container would be: read-only but for `/tmp`, and not as root. */
  start(environment: Record<string, string>, command?: readonly string[]): Container;
  remove(): void;
}

export interface Container extends Program {
  /** Runs the health check in it; whether it found it healthy. */
  isHealthy(): boolean;
}

/** Whether this machine lets us have roots of our own. */
export function mayHaveRoots(): boolean {
  try {
    execFileSync('unshare', ['--mount', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Makes the root of an image; `build` is the folder that the build stage calls `/build`. */
export function makeRoot(image: Image, build: string): Root {
  const folder = mkdtempSync(join(tmpdir(), 'atteny-root-'));
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'tmp'));
  copyNode(folder);
  for (const { from, to } of image.copies) {
    const made = join(build, from.replace(/^\/build\//, ''));
    if (!existsSync(made)) throw new Error(`${made} is not there: pnpm build makes it.`);
    cpSync(made, join(folder, to), { recursive: true });
  }
  const environmentOf = (more: Record<string, string>) => ({
    // For the programs around the root; there is but one in it.
    PATH: process.env['PATH'] ?? '',
    ...image.environment,
    ...more,
  });
  return {
    start(more, command = image.command) {
      const environment = environmentOf(more);
      const program = startProgram('unshare', inside(folder, image, [...image.entrypoint, ...command]), {
        env: environment,
      });
      return Object.assign(program, {
        isHealthy() {
          try {
            execFileSync('unshare', inside(folder, image, image.healthCheck), {
              env: environment,
              stdio: 'ignore',
            });
            return true;
          } catch {
            return false;
          }
        },
      });
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** Arguments of `unshare` that run something in a root that cannot be written. */
function inside(folder: string, { user }: Image, command: readonly string[]): string[] {
  const [node = '', ...rest] = command;
  if (node !== 'node') throw new Error(`There is no ${node} in this root.`);
  const script = [
    'mount --bind "$0" "$0"',
    'mount -o remount,bind,ro "$0"',
    'mount -t tmpfs -o mode=1777 tmpfs "$0/tmp"',
    'user="$1" && shift',
    'exec chroot --userspec="$user" "$0" /usr/local/bin/node "$@"',
  ].join(' && ');
  return ['--mount', 'sh', '-c', script, folder, user, ...rest];
}

/** The Node that runs this, and the libraries that it is linked to. */
function copyNode(folder: string): void {
  copyInto(folder, process.execPath, '/usr/local/bin/node');
  const linked = execFileSync('ldd', [process.execPath], { encoding: 'utf8' });
  for (const [path] of linked.matchAll(/\/[^\s)]+/g)) copyInto(folder, path, path);
}

function copyInto(folder: string, from: string, to: string): void {
  mkdirSync(join(folder, dirname(to)), { recursive: true });
  copyFileSync(from, join(folder, to));
}
