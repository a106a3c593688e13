import { defineConfig } from 'vitest/config';

// What takes minutes, one file after the other, over the same built dashboard as the tests.
export default defineConfig({
  test: {
    include: ['prove/**/*.test.ts'],
    globalSetup: ['src/testing/built.ts'],
    fileParallelism: false,
    testTimeout: 400_000,
    hookTimeout: 120_000,
  },
});
