import { defineConfig } from 'vitest/config';

// A server, and a database of its own for it, may take seconds on a machine that has other work.
export default defineConfig({
  test: { include: ['src/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
});
