import { defineConfig } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';

/** One module and one declaration file, the contract's types inside: what is published needs no private package. */
export default defineConfig({
  input: 'src/index.ts',
  external: ['openapi-fetch'],
  platform: 'neutral',
  plugins: [dts({ tsconfig: '../tsconfig.published.json' })],
  output: { dir: 'dist', format: 'es', cleanDir: true },
});
