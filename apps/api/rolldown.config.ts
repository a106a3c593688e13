import { defineConfig } from 'rolldown';
import { requireBanner } from '../../scripts/src/bundling.ts';
import manifest from './package.json' with { type: 'json' };

const ours = ['@atteny/client', '@atteny/contract', '@atteny/request-reading', '@atteny/webhooks'];
const installed = Object.keys(manifest.dependencies).filter((name) => !ours.includes(name));

export default defineConfig([
  // The sandbox as a module, the workspace's packages inside.
  {
    input: { sandbox: 'sandbox.ts' },
    external: installed,
    platform: 'node',
    output: { dir: 'dist', format: 'es', cleanDir: true },
  },
  // The server as it is deployed: a folder that needs Node and nothing else.
  {
    input: { main: 'src/main.ts' },
    external: [/^pg-native$/],
    platform: 'node',
    output: {
      dir: 'dist/server',
      format: 'es',
      entryFileNames: '[name].mjs',
      chunkFileNames: '[name]-[hash].mjs',
      banner: requireBanner,
    },
  },
]);
