import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@atteny/local-servers';
import type { TestProject } from 'vitest/node';
import { places } from '../prepare.ts';
import { buildSite } from '../site/build-site.ts';
import type { LocalPorts } from '../site/origins.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of a site built once for all tests, whose samples point at `ports`. */
    site: string;
    ports: LocalPorts;
  }
}

/** Builds the site once, for all tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'atteny-docs-test-'));
  const site = join(folder, 'dist');
  const ports = { mock: await freePort(), sandbox: await freePort() };
  await buildSite({
    ...places,
    output: site,
    ports,
    site: 'https://docs.example/',
    inputs: 'test',
    progress: () => {},
  });
  project.provide('site', site);
  project.provide('ports', ports);
  return () => rm(folder, { recursive: true, force: true });
}
