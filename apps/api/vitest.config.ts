import { defineConfig } from 'vitest/config';

// A server, and a database of its own for it, may take seconds on a machine that has other work.
export default defineConfig({
  test: { include: ['src/**/*.test.ts'], testTimeout: 30_000, hookTimeout: 30_000 },
});
