/**
 * `node build.ts [--complete]`: the command as plain modules with everything inside; documentation and dashboard beside it,
 * where they have been built. `--complete` fails without them: what is packed has both.
 */
import { cp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { rolldown } from 'rolldown';
import { prismInside, requireBanner } from '../../scripts/src/bundling.ts';
import { thirdPartyLicenses } from '../../scripts/src/third-party-licenses.ts';

const dist = new URL('./dist/', import.meta.url);

await rm(dist, { recursive: true, force: true });
const bundle = await rolldown({
  input: { main: 'src/main.ts' },
  platform: 'node',
  plugins: [thirdPartyLicenses(), ...prismInside],
  // What none of the commands reaches: a native driver, the reader of the contract's sources.
  external: [/^pg-native$/, /^@redocly\//, /^chokidar$/],
});
// Not minified: the server finds the validator's steps by their names.
await bundle.write({ dir: 'dist', format: 'es', banner: requireBanner });

for (const site of ['docs', 'console']) {
  const built = new URL(`../${site}/dist`, import.meta.url);
  if (existsSync(built)) await cp(built, new URL(site, dist), { recursive: true });
  else if (process.argv.includes('--complete')) {
    throw new Error(`apps/${site} has not been built: pnpm build.`);
  }
}
