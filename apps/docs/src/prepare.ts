import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inputsDigest } from './site/inputs.ts';
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
