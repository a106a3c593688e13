import { fileURLToPath } from 'node:url';

/** Where everything generated is written; not kept. */
export const generated = fileURLToPath(new URL('../dist/', import.meta.url));

/** One run of a generator, in a folder of its own below `dist`, with the document one folder up. */
export interface Tool {
  /** As messages call it, and its folder. */
  readonly name: string;
  readonly package: string;
  /** Its command, from its package's folder on, or a program beside this file. */
  readonly command: string;
  readonly parameters: readonly string[];
}

const document = '../openapi.json';

/** Each as its own documentation begins, with its defaults. */
export const tools: readonly Tool[] = [
  {
    name: 'hey-api',
    package: '@hey-api/openapi-ts',
    command: 'bin/run.js',
    parameters: ['-i', document, '-o', '.', '-p', '@hey-api/typescript', '@hey-api/sdk', 'zod'],
  },
  {
    name: 'orval-fetch',
    package: 'orval',
    command: 'dist/bin/orval.mjs',
    parameters: ['--input', document, '--output', 'client.ts', '--client', 'fetch', '--mode', 'single'],
  },
  {
    name: 'orval-zod',
    package: 'orval',
    command: 'dist/bin/orval.mjs',
    parameters: ['--input', document, '--output', 'zod.ts', '--client', 'zod', '--mode', 'single'],
  },
  {
    name: 'kubb',
    package: 'kubb',
    command: '../../src/run-kubb.ts',
    parameters: [],
  },
  {
    name: 'openapi-zod-client',
    package: 'openapi-zod-client',
    command: 'bin.js',
    parameters: [document, '-o', 'client.ts'],
  },
  {
    name: 'openapi-typescript',
    package: 'openapi-typescript',
    command: 'bin/cli.js',
    parameters: [document, '-o', 'types.ts'],
  },
];
