import { defineConfig } from 'vitest/config';

// Every test starts the real Redocly, which takes most of a second on an idle machine.
export default defineConfig({ test: { testTimeout: 120_000, hookTimeout: 60_000 } });
