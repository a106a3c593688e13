import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startMock, startSandbox } from '@atteny/local-servers';
import { expect, inject, test } from 'vitest';
import { output } from '../src/command.ts';
import { packDependencies } from '../src/install.setup.ts';
import { folderOf } from '../src/packages.ts';
import { row } from './table.ts';

const shop = fileURLToPath(new URL('../../../examples/order-shop/', import.meta.url));

test('the order shop is a repository of its own: outside the workspace, packages from tarballs, its suite on a sandbox', async () => {
  const folder = await mkdtemp(join(inject('tools'), 'order-shop-'));
  const [sandbox, mock] = await Promise.all([startSandbox(), startMock()]);
  try {
    const copy = join(folder, 'order-shop');
    await cp(shop, copy, {
      recursive: true,
      filter: (path) => !/node_modules|\.turbo|turbo\.json|tsconfig/.test(path),
    });
    await rm(join(copy, 'package.json'));
    // As its README says: tarballs for the packages, and no package of the workspace.
    const manifest = JSON.parse(await readFile(join(shop, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
      devDependencies?: unknown;
    };
    const others = Object.fromEntries(
      Object.entries(manifest.dependencies).filter(([name]) => !name.startsWith('@atteny/')),
    );
    const packed = join(folder, 'packed');
    await mkdir(packed);
    // By tar, not by npm: `npm pack` of hono ends with "Exit handler never called".
    for (const [index, name] of Object.keys(others).entries()) {
      const installed = await realpath(join(shop, 'node_modules', name));
      const file = join(packed, `${index}.tgz`);
      const entries = ['--exclude=./node_modules', '--transform', 's,^\\.,package,', '-C', installed, '.'];
      await output('tar', ['-czf', file, ...entries], { cwd: folder });
    }
    const client = folderOf('client');
    await packDependencies(join(client, 'package.json'), join(client, 'node_modules'), packed);
    const { devDependencies: _, ...published } = manifest;
    await writeFile(join(copy, 'package.json'), JSON.stringify({ ...published, dependencies: {} }));
    const tarballs = [
      ...Object.values(inject('tarballs')),
      ...(await readdir(packed)).map((file) => join(packed, file)),
    ];
    await output('npm', ['install', '--offline', '--no-audit', '--no-fund', ...tarballs], { cwd: copy });

    const env = {
      ...process.env,
      ATTENY_SANDBOX_URL: sandbox.origin,
      ATTENY_CONSOLE_TOKEN: sandbox.consoleToken,
      ATTENY_MOCK_URL: mock.origin,
    };
    const vitest = join(inject('tools'), 'node_modules', 'vitest', 'vitest.mjs');
    const stdout = await output(process.execPath, [vitest, 'run', '--reporter', 'json'], {
      cwd: copy,
      env,
    });
    const report = JSON.parse(stdout.slice(stdout.indexOf('{'))) as {
      numPassedTests: number;
      numTotalTests: number;
    };
    expect(report.numPassedTests).toBe(report.numTotalTests);
    expect(report.numTotalTests).toBeGreaterThanOrEqual(5);
    row(
      'order-shop, a repository of its own',
      'tarballs',
      `${report.numPassedTests} tests on a sandbox and a mock`,
    );
  } finally {
    await Promise.all([sandbox.close(), mock.close()]);
    await rm(folder, { recursive: true });
  }
});
