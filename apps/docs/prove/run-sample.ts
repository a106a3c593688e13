import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argumentsAtPrompt } from '../src/samples/prompt.fixture.ts';

type Command = [program: string, ...parameters: string[]];

const python = ['python3', '/usr/bin/python3'].find(
  (program) => spawnSync(program, ['-c', 'import requests']).status === 0,
);
const php = spawnSync('php', ['--version']).status === 0 ? 'php' : undefined;

const missing: Record<string, string | false> = {
  python: python === undefined && 'no python3 here imports requests: apt-get install python3-requests',
  php: php === undefined && 'php is missing: apt-get install php-cli',
};

/** Why the samples of a language are not run on this machine; null when they are. In CI they always are. */
export function reasonToSkip(language: string): string | null {
  return process.env['CI'] ? null : missing[language] || null;
}

/** How a reader runs a copied sample: in a shell, or saved as a file in `folder` under a name for it. */
export function commandFor(language: string, source: string, folder: string): Command {
  const saved = (ending: string): string => {
    const file = join(folder, `sample.${ending}`);
    writeFileSync(file, source);
    return file;
  };
  switch (language) {
    case 'curl':
      return ['sh', '-c', source];
    case 'prompt': {
      const [program = '', ...parameters] = argumentsAtPrompt(source);
      return [program, ...parameters];
    }
    case 'fetch':
      return [process.execPath, saved('mjs')];
    case 'typescript':
      return [process.execPath, '--no-warnings', saved('ts')];
    case 'python':
      return [python ?? 'python3', saved('py')];
    case 'php':
      return [php ?? 'php', saved('php')];
    default:
      throw new Error(`Nobody says how a sample in ${language} is run.`);
  }
}
