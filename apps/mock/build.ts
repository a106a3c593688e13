/** `node build.ts`: the mock as plain modules with everything inside, which load in a fraction of the time. */
import { copyFile, rm } from 'node:fs/promises';
import { rolldown } from 'rolldown';

const dist = new URL('./dist/', import.meta.url);
const config = new URL('../../packages/contract/generate/redocly.yaml', import.meta.url);

await rm(dist, { recursive: true, force: true });
const bundle = await rolldown({
  input: { main: 'src/main.ts' },
  platform: 'node',
  plugins: [
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
});
await bundle.write({
  dir: 'dist',
  format: 'es',
  // CommonJS inside asks for these.
  banner:
    "import { createRequire as createRequireHere } from 'node:module';\nvar require = createRequireHere(import.meta.url);",
});
// What a contract must hold before anything is derived from it, for Redocly.
await copyFile(config, new URL('redocly.yaml', dist));
