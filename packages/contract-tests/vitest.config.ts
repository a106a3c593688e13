import { defineConfig } from 'vitest/config';

// Generated requests and servers on loopback take seconds on a machine that has other work.
export default defineConfig({
  test: { include: ['src/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
});
