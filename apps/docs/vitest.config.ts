import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    globalSetup: ['src/testing/built-site.ts'],
    // The tests share no state, and each worker would load the grammars again.
    isolate: false,
    testTimeout: 90_000,
    hookTimeout: 120_000,
  },
});
