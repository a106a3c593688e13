import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { output } from '@atteny/local-servers';
import { servedContract } from '../src/contract-server.ts';
import { row } from './table.ts';

const at = servedContract();

const environment = () => ({ ...process.env, SERVER: at.server, SILENT: at.silent, NODE_OPTIONS: '' });
const bin = (path: string) => join(inject('tools'), 'node_modules', path);

/** What a test of an integrator is: it loads the packages as it is used to, and runs the checks. */
const jestTest = (options: string, checked: number) => `
const client = require('@atteny/client');
const webhooks = require('@atteny/webhooks');
const { runChecks } = require('./checks.cjs');
${xhrFetch}
test('everything holds', async () => {
  const { SERVER: server, SILENT: silent } = process.env;
  const report = await runChecks({ client, webhooks }, { server, silent, tellsRefusal: true, ${options} });
  expect(report).toEqual({ checked: ${checked}, failures: {} });
}, 30000);
`;

/** Jest's jsdom has no fetch: a page's XMLHttpRequest does, as every stand-in for fetch does it. */
const xhrFetch = `
function xhrFetch(url, { method, headers, body, signal }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    signal.addEventListener('abort', () => request.abort());
    request.onerror = () => reject(new TypeError('Failed to fetch'));
    request.onload = () =>
      resolve({
        status: request.status,
        ok: request.status < 300,
        headers: { get: (name) => request.getResponseHeader(name) },
        text: () => Promise.resolve(request.responseText),
      });
    request.send(body);
  });
}
`;

/** Errors of jsdom's XMLHttpRequest say nothing of their cause, and redirects are followed. */
const inJsdom = [
  'a read',
  'a write, and its body',
  'a refusal',
  'a limit waited out',
  'every page',
  'HTML instead of JSON',
  'a reply that never comes',
  'a call given up',
  'nobody listening',
  'an event signed and verified',
];

test.each([
  ['node', 'tellsRefusal: true', 14],
  ['jsdom', `tellsRefusal: false, fetch: xhrFetch, only: ${JSON.stringify(inJsdom)}`, inJsdom.length],
])('Jest 30, as it is set up by default, with the environment %s', async (name, options, checked) => {
  const cwd = inject('project');
  await writeFile(join(cwd, `${name}.test.cjs`), jestTest(options, checked));
  const said = await output(
    process.execPath,
    [
      bin('jest/bin/jest.js'),
      '--rootDir',
      cwd,
      '--env',
      name,
      `${name}.test.cjs`,
      '--testMatch',
      `**/${name}.test.cjs`,
    ],
    { cwd, env: environment() },
  );
  expect(said).not.toContain('failed');
  row(`Jest 30, ${name}`, 'require', `${checked} checks`);
});

const vitestTest = `
import { expect, test } from 'vitest';
import * as client from '@atteny/client';
import * as webhooks from '@atteny/webhooks';
import checks from './checks.cjs';
test('everything holds', async () => {
  const { SERVER: server, SILENT: silent } = process.env;
  const report = await checks.runChecks({ client, webhooks }, { server, silent, tellsRefusal: !globalThis.happyDOM });
  expect(report).toEqual({ checked: 14, failures: {} });
}, 30000);
`;

test.each(['node', 'jsdom', 'happy-dom'])('Vitest with the environment %s', async (name) => {
  const cwd = inject('project');
  const file = `in-${name}.spec.mjs`;
  await writeFile(join(cwd, file), vitestTest);
  const said = await output(
    process.execPath,
    [bin('vitest/vitest.mjs'), 'run', '--root', cwd, '--environment', name, file],
    { cwd, env: environment() },
  );
  expect(said).toMatch(/1.*passed/);
  row(`Vitest, ${name}`, 'import', '14 checks');
});

test.each([
  ['README.md', 'node'],
  ['README.en.md', 'jsdom'],
])('the test that %s of webhooks shows runs in Jest with %s', async (page, environmentName) => {
  const cwd = inject('project');
  const readme = readFileSync(join(cwd, 'node_modules/@atteny/webhooks', page), 'utf8');
  const [, shown = ''] = /```cjs\n(.*?)```/s.exec(readme) ?? [];
  const file = `shown-${environmentName}.test.cjs`;
  await writeFile(join(cwd, file), shown);
  const jest = bin('jest/bin/jest.js');
  const parameters = ['--rootDir', cwd, '--env', environmentName, '--testMatch', `**/${file}`, '--json'];
  const report = await output(process.execPath, [jest, ...parameters], { cwd, env: environment() });
  expect(JSON.parse(report)).toMatchObject({ numPassedTests: 1, numTotalTests: 1 });
});
