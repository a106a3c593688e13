import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the dashboard, built once for all tests. */
    dashboard: string;
  }
}

/** Builds what is deployed, for the tests to look at. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'atteny-console-'));
  const root = join(import.meta.dirname, '..', '..');
  await build({ root, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
  project.provide('dashboard', folder);
  return () => rm(folder, { recursive: true, force: true });
}
