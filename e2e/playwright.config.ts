import { defineConfig } from '@playwright/test';
import { fileURLToPath } from 'node:url';
import { appUrl } from './app-under-test';

const inRepository = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const ALONE = 'full-team.spec.ts';

export default defineConfig({
  testDir: '.',
  outputDir: inRepository('test-results'),
  globalSetup: './global-setup.ts',
  reporter: [['list'], ['json', { outputFile: inRepository('.build/e2e.json') }]],
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  projects: [
    { name: 'journeys', testIgnore: ALONE },
    // It needs every team to itself, so it comes when the others are done.
    { name: 'alone', testMatch: ALONE, dependencies: ['journeys'] },
  ],
  use: {
    baseURL: appUrl(),
    locale: 'en-US',
    viewport: { width: 1280, height: 800 },
    contextOptions: { reducedMotion: 'reduce' },
    // A trace costs a fifth of the time; E2E_TRACE=1 keeps those of what failed.
    trace: process.env.E2E_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      // No name but our own is looked up, so nothing in a page or in the browser reaches beyond this machine.
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-dev-shm-usage',
        '--no-proxy-server',
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      ],
    },
  },
});
