import { defineConfig } from 'vitest/config';

// Proofs start processes and take minutes: one file after the other.
export default defineConfig({
  test: {
    include: ['prove/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 400_000,
    hookTimeout: 60_000,
  },
});
