import { defineConfig } from 'rolldown';
import manifest from './package.json' with { type: 'json' };

const ours = ['@atteny/client', '@atteny/contract', '@atteny/request-reading', '@atteny/webhooks'];
const installed = Object.keys(manifest.dependencies).filter((name) => !ours.includes(name));

/** The sandbox and the server as plain modules, the workspace's packages inside. */
export default defineConfig({
  input: { sandbox: 'sandbox.ts', main: 'src/main.ts' },
  external: installed,
  platform: 'node',
  output: { dir: 'dist', format: 'es', cleanDir: true },
});
