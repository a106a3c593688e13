import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(import.meta.resolve('@redocly/cli/bin/cli.js'));

/**
 * What the real `redocly` prints, run in the folder `cwd`: JSON, whether it found problems or not.
 * Rejects when it prints none, with what it said instead.
 */
export function redocly(args: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
    execFile(process.execPath, [cli, ...args], { cwd, env, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      // A failed lint is a reply; a broken configuration prints none, and a document over which Redocly falls is left out.
      if (stdout.startsWith('{') && !stderr.includes('Something went wrong')) resolve(stdout);
      else {
        reject(
          new Error(`redocly ${args.join(' ')} gave no JSON:\n${stderr}`, { cause: error ?? undefined }),
        );
      }
    });
  });
}
