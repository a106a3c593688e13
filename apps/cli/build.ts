/**
 * `node build.ts [--complete]`: the command as plain modules with everything inside; documentation and dashboard beside it,
 * where they have been built. `--complete` fails without them: what is packed has both.
 */
import { cp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { rolldown } from 'rolldown';
import { thirdPartyLicenses } from '../../scripts/src/third-party-licenses.ts';

const dist = new URL('./dist/', import.meta.url);

await rm(dist, { recursive: true, force: true });
const bundle = await rolldown({
  input: { main: 'src/main.ts' },
  platform: 'node',
  plugins: [
    thirdPartyLicenses(),
    {
      name: 'modules-of-jsonc-parser',
      // Its other form, for both kinds of loader, asks for its own files at run time: they are not in the bundle.
      async resolveId(source, importer) {
        if (source !== 'jsonc-parser') return null;
        const found = await this.resolve(source, importer, { skipSelf: true });
        return found && { ...found, id: found.id.replace('/umd/', '/esm/') };
      },
    },
    {
      name: 'this-of-scripts',
      // Prism's template library hangs itself on the `this` of a script, which a module does not have.
      transform: (code, id) =>
        id.includes('/uri-template-lite/') ? code.replaceAll(/\bthis\.URI\b/g, 'exports.URI') : null,
    },
  ],
  // What none of the commands reaches: a native driver, the reader of the contract's sources.
  external: [/^pg-native$/, /^@redocly\//, /^chokidar$/],
});
await bundle.write({
  dir: 'dist',
  format: 'es',
  // Not minified: the server finds the validator's steps by their names.
  // CommonJS inside asks for these.
  banner:
    "import { createRequire as createRequireHere } from 'node:module';\nvar require = createRequireHere(import.meta.url);",
});

for (const site of ['docs', 'console']) {
  const built = new URL(`../${site}/dist`, import.meta.url);
  if (existsSync(built)) await cp(built, new URL(site, dist), { recursive: true });
  else if (process.argv.includes('--complete')) {
    throw new Error(`apps/${site} has not been built: pnpm build.`);
  }
}
