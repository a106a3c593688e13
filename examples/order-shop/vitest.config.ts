import { defineConfig } from 'vitest/config';

// Servers start as processes of their own, on machines that are busy with other things.
export default defineConfig({
  test: { globalSetup: 'servers.setup.ts', testTimeout: 60_000, hookTimeout: 60_000 },
});
