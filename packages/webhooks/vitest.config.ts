import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Nest has parameters decorated, which only the decorators of before the standard can.
  oxc: { decorator: { legacy: true } },
  test: { testTimeout: 60_000, hookTimeout: 60_000 },
});
