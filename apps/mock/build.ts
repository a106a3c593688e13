/** `node build.ts`: the mock as plain modules with everything inside, which load in a fraction of the time. */
import { copyFile, rm } from 'node:fs/promises';
import { rolldown } from 'rolldown';
import { prismInside, requireBanner } from '../../scripts/src/bundling.ts';

const dist = new URL('./dist/', import.meta.url);
const config = new URL('../../packages/contract/generate/redocly.yaml', import.meta.url);

await rm(dist, { recursive: true, force: true });
const bundle = await rolldown({
  input: { main: 'src/main.ts' },
  platform: 'node',
  plugins: prismInside,
});
await bundle.write({ dir: 'dist', format: 'es', banner: requireBanner });
// What a contract must hold before anything is derived from it, for Redocly.
await copyFile(config, new URL('redocly.yaml', dist));
