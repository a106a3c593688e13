import type { Plugin } from 'rolldown';

/** Stands first in a bundle of modules: CommonJS inside asks for these. */
export const requireBanner =
  "import { createRequire as createRequireHere } from 'node:module';\nvar require = createRequireHere(import.meta.url);";

/** What Prism's core and its company need so that all of it stands inside one bundle of modules. */
export const prismInside: Plugin[] = [
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
];
