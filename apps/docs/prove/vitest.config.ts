import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['prove/**/*.test.ts'],
    globalSetup: ['src/testing/built-site.ts'],
    testTimeout: 900_000,
    hookTimeout: 240_000,
  },
});
