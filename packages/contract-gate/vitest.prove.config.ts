import { defineConfig } from 'vitest/config';

// The whole contract is judged hundreds of times.
export default defineConfig({
  test: {
    include: ['prove/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 1_200_000,
    hookTimeout: 300_000,
  },
});
