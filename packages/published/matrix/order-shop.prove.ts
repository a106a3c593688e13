import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort, output, startMock, startProgram, startSandbox } from '@atteny/local-servers';
import { expect, inject, test } from 'vitest';
import { row } from './table.ts';
import { workspace } from './workspace.ts';

const shop = join(workspace, 'examples/order-shop');

const secret = 'whsec_qk3J8sVw1Zb0nYt5Rr2LxP7hGd9uCe4AfM6iOoEjKWE=';

/** Its package.json as its README says: tarballs for our packages, a version for each `catalog:`, nothing of the workspace. */
async function ownManifest(): Promise<string> {
  const text = await readFile(join(shop, 'package.json'), 'utf8');
  const versions = await readFile(join(workspace, 'pnpm-workspace.yaml'), 'utf8');
  return text
    .replace(/ *"@atteny\/local-servers": .*\n/, '')
    .replaceAll(
      /"@atteny\/(\w+)": "workspace:\*"/g,
      (_, name: string) => `"@atteny/${name}": "file:../atteny-api/tarballs/atteny-${name}-0.0.0.tgz"`,
    )
    .replace(
      '"devDependencies": {',
      '"devDependencies": {\n    "@atteny/cli": "file:../atteny-api/tarballs/atteny-cli-0.0.0.tgz",',
    )
    .replaceAll(/"([\w@/-]+)": "catalog:"/g, (_, name: string) => {
      const version = new RegExp(`^ +'?${name}'?: (.*)$`, 'm').exec(versions)?.[1] ?? '';
      return `"${name}": "${version}"`;
    });
}

test('the order shop is a repository of its own: outside the workspace, packages from tarballs, its suite on a sandbox, and the receiver check', async () => {
  const copy = join(inject('outside'), 'order-shop');
  await cp(shop, copy, {
    recursive: true,
    filter: (path) => !/node_modules|\.turbo|turbo\.json|tsconfig/.test(path),
  });
  await writeFile(join(copy, 'package.json'), await ownManifest());
  await output('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline'], { cwd: copy });

  const [sandbox, mock] = await Promise.all([startSandbox(), startMock()]);
  try {
    const env = {
      ...process.env,
      NO_COLOR: '1',
      ATTENY_SANDBOX_URL: sandbox.origin,
      ATTENY_CONSOLE_TOKEN: sandbox.consoleToken,
      ATTENY_MOCK_URL: mock.origin,
    };
    const said = await output(process.execPath, ['node_modules/vitest/vitest.mjs', 'run'], {
      cwd: copy,
      env,
    });
    const [, passed = '0', total = '0'] = /Tests +(\d+) passed \((\d+)\)/.exec(said) ?? [];
    expect(passed).toBe(total);
    expect(Number(passed)).toBeGreaterThanOrEqual(5);
    row('order-shop, a repository of its own', 'tarballs', `${passed} tests on a sandbox and a mock`);

    const port = String(await freePort());
    const shopEnv = {
      ...env,
      PORT: port,
      ATTENY_API_KEY: mock.apiKey,
      // The events of the exam are made up: the mock takes an answer to any conversation.
      ATTENY_BASE_URL: mock.origin,
      ATTENY_WEBHOOK_SECRET: secret,
      LC_ALL: 'en_US.UTF-8',
    };
    const running = startProgram(process.execPath, ['src/main.ts'], { cwd: copy, env: shopEnv });
    try {
      await running.says('Loja no ar');
      const atteny = join('node_modules', '.bin', 'atteny');
      const options = ['check', `http://127.0.0.1:${port}/atteny`];
      const exam = await output(process.execPath, [atteny, ...options], { cwd: copy, env: shopEnv });
      expect(exam).toContain('Grade A');
      row('order-shop, receiver check', 'atteny of the tarball', 'grade A');
    } finally {
      await running.stop();
    }
  } finally {
    await Promise.all([sandbox.close(), mock.close()]);
  }
});
