/** `node build-sandbox.ts`: the package @atteny/sandbox in dist/sandbox-package, with everything inside. */
import { writeFile } from 'node:fs/promises';
import { rolldown } from 'rolldown';
import manifest from './package.json' with { type: 'json' };

const dir = 'dist/sandbox-package';
const node = '>=22.18';

const code = await rolldown({
  input: { sandbox: './published-sandbox.ts' },
  platform: 'node',
  external: [/^pg-native$/],
});
await code.write({
  dir,
  format: 'es',
  cleanDir: true,
  // CommonJS inside asks for these.
  banner:
    "import { createRequire as createRequireHere } from 'node:module';\nvar require = createRequireHere(import.meta.url);",
});
// What an older Node lacks is said before anything that needs it is loaded.
await writeFile(
  `${dir}/index.js`,
  `const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  throw new Error('@atteny/sandbox precisa do Node 22.18 ou mais novo, e este é o ' + process.versions.node + '.');
}
export const { createSandbox, matchers, SandboxError } = await import('./sandbox.js');
`,
);
await writeFile(
  `${dir}/package.json`,
  `${JSON.stringify(
    {
      name: '@atteny/sandbox',
      version: manifest.version,
      description: 'A sandbox of the Atteny API inside your tests: worlds, clock, journal, faults.',
      license: manifest.license,
      type: 'module',
      exports: { '.': './index.js', './package.json': './package.json' },
      engines: { node },
    },
    null,
    2,
  )}\n`,
);
