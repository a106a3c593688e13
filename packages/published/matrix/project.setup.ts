import { cp, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { installedTools } from './tools.ts';
import installPackages from '../src/install.setup.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder with `node_modules` of what integrators have. The project stands inside it. */
    tools: string;
  }
}

/** The empty project of the other tests, copied to where the tools of integrators are found from it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const tools = await installedTools();
  const provided: Record<string, unknown> = {};
  const removeFirst = await installPackages({
    provide: (key: string, value: unknown) => (provided[key] = value),
  } as TestProject);
  const folder = await mkdtemp(join(tools, 'project-'));
  await cp(provided['project'] as string, folder, { recursive: true, verbatimSymlinks: true });
  project.provide('project', folder);
  project.provide('tarballs', provided['tarballs'] as Record<string, string>);
  project.provide('tools', tools);
  return async () => {
    await removeFirst();
    await rm(folder, { recursive: true });
  };
}
