import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, inject, test } from 'vitest';
import { output, startProgram } from '@atteny/local-servers';
import { row } from './table.ts';
import { workspace } from './workspace.ts';

let project: string;

/** What the suite is told of a server. */
type Address = Record<'baseUrl' | 'consoleUrl' | 'apiKey' | 'consoleToken', string>;

const program = `
const { createSandbox } = require('@atteny/sandbox');
createSandbox().then(({ baseUrl, consoleUrl, apiKey, consoleToken }) =>
  console.log(JSON.stringify({ baseUrl, consoleUrl, apiKey, consoleToken })));
`;

beforeAll(async () => {
  project = join(inject('outside'), 'contract-judged');
  await mkdir(project);
  await writeFile(join(project, 'package.json'), '{"private":true}');
  await writeFile(join(project, 'server.cjs'), program);
  const tarball = join(workspace, 'tarballs', 'atteny-sandbox-0.0.0.tgz');
  await output('npm', ['install', '--offline', '--no-audit', '--no-fund', tarball], { cwd: project });
});

const suite = join(workspace, 'packages/contract-tests/src/main.ts');
const nodes = {
  22: () => join(inject('tools'), 'node_modules/node-22/bin/node'),
  24: () => process.execPath,
};

test.each(['22', '24'] as const)(
  'on Node %s the server that the installed package starts keeps the whole contract',
  async (name) => {
    const server = startProgram(nodes[name](), ['server.cjs'], { cwd: project });
    try {
      const said = await server.says(/{.*}/);
      const { baseUrl, consoleUrl, apiKey, consoleToken } = JSON.parse(said) as Address;
      const options = ['--target', baseUrl, '--console', consoleUrl, '--floor', '100', '--seed', '20261122'];
      // Rejects with all that it said when a check fails.
      const told = await output(process.execPath, [suite, ...options], {
        cwd: project,
        env: { ...process.env, ATTENY_KEY: apiKey, ATTENY_CONSOLE_TOKEN: consoleToken },
      });
      const [, passed] = /^(\d+) passed, 0 failed \(seed 20261122\)$/m.exec(told) ?? [];
      expect(Number(passed)).toBeGreaterThan(1000);
      row(`contract suite, Node ${name}`, 'createSandbox() of the tarball', `${passed} checks, 0 failed`);
    } finally {
      await server.stop();
    }
  },
);
