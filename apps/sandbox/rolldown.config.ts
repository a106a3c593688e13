import { renameSync } from 'node:fs';
import { defineConfig } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';
import { thirdPartyLicenses } from '../../scripts/src/third-party-licenses.ts';

const input = 'src/server.ts';

/** One CommonJS module, which `import` takes as well and Jest as it comes, and its declarations; both with everything inside. */
export default defineConfig([
  {
    input,
    platform: 'node',
    external: [/^pg-native$/],
    plugins: [thirdPartyLicenses()],
    // Not minified: the server finds the validator's steps by their names.
    output: {
      dir: 'dist',
      format: 'cjs',
      entryFileNames: '[name].cjs',
      chunkFileNames: '[name].cjs',
      cleanDir: true,
    },
  },
  {
    input,
    plugins: [
      dts({ tsconfig: '../../tsconfig.sandbox.json', emitDtsOnly: true }),
      {
        // The name says CommonJS; the plugin knows one name alone.
        name: 'declarations-of-commonjs',
        writeBundle: () => renameSync('dist/server.d.ts', 'dist/server.d.cts'),
      },
    ],
    output: { dir: 'dist', format: 'es' },
  },
]);
