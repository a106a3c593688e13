import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publicDocument } from '@atteny/contract/documents';
import { exampleProgram } from './example-program.ts';
import { generated, type Tool, tools } from './tools.ts';

const noNetwork = new URL('./no-network.ts', import.meta.url).href;
const packages = fileURLToPath(new URL('../node_modules/', import.meta.url));

/** Runs every generator on the document, afresh and without a network, and says how long each took. */
export default async function generate(): Promise<void> {
  await rm(generated, { recursive: true, force: true });
  await mkdir(generated);
  await writeFile(join(generated, 'openapi.json'), JSON.stringify(publicDocument));
  for (const tool of tools) console.log(await run(tool));
  await writeFile(join(generated, 'examples.ts'), exampleProgram(publicDocument));
}

async function run({ name, package: ofTool, command, parameters }: Tool): Promise<string> {
  const folder = join(generated, name);
  await mkdir(folder);
  const began = performance.now();
  await offline([join(packages, ofTool, command), ...parameters], folder);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const { version } = JSON.parse(await readFile(join(packages, ofTool, 'package.json'), 'utf8')) as {
    version: string;
  };
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.ts'));
  if (files.length === 0) throw new Error(`${name} generated nothing.`);
  return `${name} (${ofTool} ${version}): ${files.length} files in ${seconds} s`;
}

function offline(command: string[], cwd: string): Promise<void> {
  const env = { ...process.env, DO_NOT_TRACK: '1', NODE_OPTIONS: `--import=${noNetwork}`, NO_COLOR: '1' };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, command, { cwd, env }, (error, stdout, stderr) => {
      if (error === null && !stderr.includes('tried the network')) resolve();
      else {
        reject(
          new Error(`${command.join(' ')} failed:\n${stdout}\n${stderr}`, { cause: error ?? undefined }),
        );
      }
    });
  });
}
