import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { LocalPorts } from './site/origins.ts';

const app = join(import.meta.dirname, '..');
const workspace = join(app, '..', '..');

/** Where the site of this workspace is made from, and where it goes. */
export const places = {
  workspace,
  spec: join(workspace, 'spec'),
  guides: join(app, 'guides'),
  errors: join(app, 'errors'),
  source: join(app, 'src'),
  /** What a host is given. */
  dist: join(app, 'dist'),
  /** What `start` serves: a build for a host must not change what is being read here. */
  served: join(app, '.site'),
};

export interface PrepareOptions {
  output: string;
  ports: LocalPorts;
  /** Where the site will stand, with a slash at its end. */
  site: string;
  progress: (step: string) => void;
  /** Builds even when nothing changed. */
  force?: boolean;
}

/** Builds the site unless the one at hand was made of the same inputs. Returns whether it built. */
export async function prepareSite({
  output,
  ports,
  site,
  progress,
  force = false,
}: PrepareOptions): Promise<boolean> {
  const inputs = await inputsDigest(
    [places.spec, places.guides, places.errors, places.source, join(workspace, '.changeset')],
    [join(app, 'package.json')],
    { ...ports, site },
  );
  const before = await readFile(join(output, '.inputs'), 'utf8').catch(() => '');
  if (!force && before === inputs) return false;
  // What builds takes longer to load than what serves; a second start needs only the latter.
  const { buildSite } = await import('./site/build-site.ts');
  await buildSite({ ...places, output, inputs, ports, site, progress });
  return true;
}

/** A digest of all that the site is made of: it is stale when the one of its last build differs. */
async function inputsDigest(folders: string[], files: string[], settings: object): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(settings));
  for (const folder of folders) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    for (const path of paths.toSorted()) hash.update(relative(folder, path)).update(await readFile(path));
  }
  for (const file of files) hash.update(await readFile(file));
  return hash.digest('hex');
}
