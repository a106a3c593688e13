import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { output } from '@atteny/local-servers';
import { folderOf, ids } from './packages.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** An empty project with both packages installed from their tarballs. */
    project: string;
    /** Path of each tarball. */
    tarballs: Record<string, string>;
  }
}

const manifest = fileURLToPath(new URL('../../../scripts/src/published-manifest.ts', import.meta.url));

/**
 * Packs a package as its `prepack` and `npm pack` do, but on a copy: nothing in the repository is touched, so that a test
 * that is stopped in the middle leaves nothing behind.
 */
async function pack(id: (typeof ids)[number], folder: string): Promise<string> {
  const copy = join(folder, id);
  await cp(folderOf(id), copy, {
    recursive: true,
    filter: (path) =>
      !/[/\\](node_modules|dist|src|\.turbo)([/\\]|$)/.test(path.slice(folderOf(id).length - 1)),
  });
  const rolldown = join(folderOf(id), 'node_modules', '.bin', 'rolldown');
  await output(rolldown, ['--config', 'rolldown.config.ts', '--dir', join(copy, 'dist')], {
    cwd: folderOf(id),
  });
  await output(process.execPath, [manifest, 'publish'], { cwd: copy });
  await output('npm', ['pack', '--ignore-scripts', '--pack-destination', copy], { cwd: copy });
  const tarball = (await readdir(copy)).find((file) => file.endsWith('.tgz'));
  return join(copy, tarball ?? '');
}

/**
 * Packs what a package depends on, as it is installed here: the empty project then gets the versions of the lockfile, and
 * needs no network. `modules` is the `node_modules` that the package itself resolves from.
 */
export async function packDependencies(manifestFile: string, modules: string, folder: string): Promise<void> {
  const { dependencies = {} } = JSON.parse(await readFile(manifestFile, 'utf8')) as {
    dependencies?: Record<string, string>;
  };
  for (const name of Object.keys(dependencies)) {
    const installed = await realpath(join(modules, name));
    await output('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: installed });
    await packDependencies(
      join(installed, 'package.json'),
      join(installed, ...name.split('/').map(() => '..')),
      folder,
    );
  }
}

/** Packs both packages and installs them into an empty project, once for all tests. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'atteny-published-'));
  const tarballs: Record<string, string> = {};
  const dependencies = join(folder, 'dependencies');
  await mkdir(dependencies);
  for (const id of ids) {
    tarballs[id] = await pack(id, folder);
    await packDependencies(
      join(folderOf(id), 'package.json'),
      join(folderOf(id), 'node_modules'),
      dependencies,
    );
  }
  const project = join(folder, 'project');
  await cp(fileURLToPath(new URL('../programs', import.meta.url)), project, { recursive: true });
  await writeFile(join(project, 'package.json'), '{"name":"empty-project","private":true,"type":"module"}\n');
  const others = (await readdir(dependencies)).map((file) => join(dependencies, file));
  await output(
    'npm',
    ['install', '--offline', '--no-audit', '--no-fund', ...Object.values(tarballs), ...others],
    {
      cwd: project,
    },
  );
  provide('project', project);
  provide('tarballs', tarballs);
  return () => rm(folder, { recursive: true });
}
