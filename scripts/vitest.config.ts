import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Its source maps lead nowhere, which Vite would say once a file.
  logLevel: 'error',
  // GitHub's parser imports JSON without saying so, which node refuses and a bundler takes.
  test: { server: { deps: { inline: [/@actions\//] } } },
});
