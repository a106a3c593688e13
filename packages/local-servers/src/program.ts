import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** Variables that would point a server at another's database or settings. */
const FOREIGN = /^(DATABASE_URL|REDIS_URL|PG|ATTENY_)/;

export interface Program {
  readonly pid: number;
  /** The first group of a pattern in what it said. */
  find(pattern: RegExp): string;
  end(): Promise<void>;
}

interface Start {
  environment: Record<string, string>;
  /** What it says once it is ready. */
  until: RegExp;
}

/** Starts a program of the repository by the node that runs this, and waits until it says that it is ready. */
export function startProgram(
  path: string,
  parameters: string[],
  { environment, until }: Start,
): Promise<Program> {
  const inherited = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
  const child = spawn(process.execPath, [path, ...parameters], {
    cwd: repository,
    env: { ...Object.fromEntries(inherited), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const end = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  };
  const find = (pattern: RegExp) => {
    const found = pattern.exec(said)?.[1];
    if (found === undefined) {
      throw new Error(`${path} did not say ${String(pattern)}:\n${said}`);
    }
    return found;
  };
  return new Promise((resolve, reject) => {
    const hear = (text: string) => {
      said += text;
      if (until.test(said)) {
        resolve({ pid: child.pid ?? 0, find, end });
      }
    };
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`${path} ended with ${code}:\n${said}`)));
  });
}
