import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inputsDigest } from './site/inputs.ts';
import type { LocalPorts } from './site/origins.ts';

const app = join(import.meta.dirname, '..');
const workspace = join(app, '..', '..');

/** Where the site of this workspace is made from, and where it goes. */
export const places = {
  spec: join(workspace, 'spec'),
  guides: join(app, 'guides'),
  source: join(app, 'src'),
  output: join(app, 'dist'),
};

export interface PrepareOptions {
  ports: LocalPorts;
  progress: (step: string) => void;
  /** Builds even when nothing changed. */
  force?: boolean;
}

/** Builds the site unless the one at hand was made of the same inputs. Returns whether it built. */
export async function prepareSite({ ports, progress, force = false }: PrepareOptions): Promise<boolean> {
  const inputs = await inputsDigest(
    [places.spec, places.guides, places.source],
    [join(app, 'package.json')],
    ports,
  );
  const before = await readFile(join(places.output, '.inputs'), 'utf8').catch(() => '');
  if (!force && before === inputs) return false;
  // What builds takes longer to load than what serves; a second start needs only the latter.
  const { buildSite } = await import('./site/build-site.ts');
  await buildSite({ ...places, inputs, ports, progress });
  return true;
}
