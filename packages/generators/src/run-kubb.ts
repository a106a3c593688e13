/** Kubb by its programming interface: its command asks the registry for a newer one at every run. */
import { pluginZod } from '@kubb/plugin-zod';
import { createKubb, defineConfig } from 'kubb';

const config = defineConfig({
  root: '.',
  input: '../openapi.json',
  output: { path: '.' },
  plugins: [pluginZod({ output: { path: 'zod.ts', mode: 'file' } })],
});
await createKubb(config).build();
