import { defineConfig } from '@playwright/test';
import config from './playwright.config';

/** Pictures to look at, not to compare: `npm run shots`, then ui/test-results/shots. */
export default defineConfig({
  ...config,
  testDir: 'e2e/shots',
  testMatch: '**/*.shots.ts',
  outputDir: 'test-results/shots-run',
  projects: [{ name: 'shots' }],
});
