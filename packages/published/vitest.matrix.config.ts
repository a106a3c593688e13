import { defineConfig } from 'vitest/config';

// `pnpm prove`: every place where an integrator may use the packages.
export default defineConfig({
  test: {
    include: ['matrix/*.prove.ts'],
    globalSetup: 'matrix/project.setup.ts',
    // A build of Next and four runtimes, on machines that are busy with other things; the tools' install comes first.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    fileParallelism: false,
    disableConsoleIntercept: true,
  },
});
