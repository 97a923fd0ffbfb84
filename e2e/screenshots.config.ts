import { defineConfig } from '@playwright/test';
import config from './playwright.config';

export default defineConfig({
  ...config,
  projects: undefined,
  testMatch: 'screenshots.ts',
  reporter: 'line',
  workers: 1,
  timeout: 600_000,
});
