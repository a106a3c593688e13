import { spawn } from 'node:child_process';

export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a program to its end. Rejects only when it cannot be started. */
export function run(
  command: string,
  parameters: string[],
  { cwd, env = process.env }: Options,
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

interface Options {
  cwd: string;
  env?: NodeJS.ProcessEnv;
}

/** The output of a program; an error with all that it said when it fails. */
export async function output(command: string, parameters: string[], options: Options): Promise<string> {
  const { code, stdout, stderr } = await run(command, parameters, options);
  if (code !== 0) {
    throw new Error(`${command} ${parameters.join(' ')} ended with ${code}:\n${stdout}\n${stderr}`);
  }
  return stdout;
}
