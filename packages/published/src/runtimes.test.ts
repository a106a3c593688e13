import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, inject, test } from 'vitest';
import { checkInBrowser, executablePath } from './browser.ts';
import { output } from '@atteny/local-servers';
import { servedContract } from './contract-server.ts';

const at = servedContract();

const bin = (name: string) => fileURLToPath(new URL(`../node_modules/.bin/${name}`, import.meta.url));
const require = createRequire(import.meta.url);
const node20 = createRequire(require.resolve('@atteny/node-20/package.json')).resolve('node/package.json');

const runtimes = [
  ['Node 20', join(dirname(node20), 'bin', 'node'), ['--version'], /^v20\./, []],
  ['Node 24', process.execPath, ['--version'], /^v24\./, []],
  [
    'Deno',
    bin('deno'),
    ['--version'],
    /^deno /,
    ['run', '--allow-net', '--allow-read', '--no-lock', '--node-modules-dir=manual'],
  ],
  ['Bun', bin('bun'), ['--version'], /^\d/, ['run']],
] as const;

test.each(runtimes)('everything holds on %s', async (_, command, version, expected, parameters) => {
  const cwd = inject('project');
  expect(await output(command, [...version], { cwd })).toMatch(expected);
  for (const program of ['checks-command.mjs', 'checks-command.cjs']) {
    const report = await output(command, [...parameters, program, at.server, at.silent], { cwd });
    expect(JSON.parse(report)).toEqual({ checked: 14, failures: {} });
  }
});

// Without a browser the rest is still worth knowing; CI must have one.
test.skipIf(executablePath === undefined && !process.env['CI'])('everything holds in a browser', async () => {
  const report = await checkInBrowser({ project: inject('project'), ...at });
  expect(report).toEqual({ checked: 14, failures: {} });
});
