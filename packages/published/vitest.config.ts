import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: 'src/install.setup.ts',
    // A browser and four runtimes start on machines that are busy with other things.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
