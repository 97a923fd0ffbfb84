import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } },
  test: {
    include: ['{app,bench,components,lib,prisma}/**/*.test.{ts,tsx}', 'bin/**/*.test.mjs', '*.test.ts'],
    globalSetup: 'lib/testing/vitest-databases.ts',
    setupFiles: 'lib/testing/vitest-settings.ts',
    pool: 'forks',
    // lib/testing/leave-nothing.ts keeps files apart at half of what a process for each would cost.
    isolate: false,
    maxWorkers: Math.min(availableParallelism(), 4),
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
