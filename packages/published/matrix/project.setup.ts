import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { output } from '@atteny/local-servers';
import { ids } from '../src/packages.ts';
import { row } from './table.ts';
import { installedTools } from './tools.ts';
import { packCommand, workspace } from './workspace.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder with `node_modules` of what integrators have. The project of the matrix stands inside it. */
    tools: string;
    /**
     * A folder with the clone in `atteny-api`, its tarballs packed: an outsider's project goes beside it. Not in the tools:
     * where a folder has no package.json yet, npm installs into the first one above that has `node_modules`.
     */
    outside: string;
  }
}

/** Packs everything once, as the READMEs say, and makes an empty project of the two libraries for the matrix. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const tools = await installedTools();
  const outside = await mkdtemp(join(tmpdir(), 'atteny-outside-'));
  await symlink(workspace, join(outside, 'atteny-api'));
  const project = await mkdtemp(join(tools, 'project-'));
  await cp(fileURLToPath(new URL('../programs', import.meta.url)), project, { recursive: true });
  await writeFile(join(project, 'package.json'), '{"name":"empty-project","private":true,"type":"module"}\n');

  const begun = performance.now();
  const first = join(outside, 'first');
  await mkdir(first);
  await output('bash', ['-ec', packCommand], { cwd: first });
  row('pack:all', 'four packages', `${Math.round((performance.now() - begun) / 1000)} s`);
  const tarballs = Object.fromEntries(
    ids.map((id) => [id, join(workspace, 'tarballs', `atteny-${id}-0.0.0.tgz`)]),
  );
  const options = ['--no-audit', '--no-fund', '--prefer-offline'];
  await output('npm', ['install', ...options, ...Object.values(tarballs)], { cwd: project });
  provide('project', project);
  provide('tarballs', tarballs);
  provide('tools', tools);
  provide('outside', outside);
  return async () => {
    await rm(outside, { recursive: true });
    await rm(project, { recursive: true });
  };
}
