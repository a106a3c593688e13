import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    globalSetup: ['src/generate.setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
