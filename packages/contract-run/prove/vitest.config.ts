import { defineConfig } from 'vitest/config';

// One server whose faults are switched one after the other.
export default defineConfig({
  test: {
    include: ['prove/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 240_000,
    hookTimeout: 60_000,
  },
});
