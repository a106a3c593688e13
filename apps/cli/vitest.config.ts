import { defineConfig } from 'vitest/config';

// A sandbox as a process, and the command as another, may take seconds on a machine that has other work.
export default defineConfig({
  test: { include: ['src/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
});
