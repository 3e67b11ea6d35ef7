import { defineConfig } from '@playwright/test'
import type { AppOptions } from './e2e/support/fixtures.ts'

/** End-to-end tests: the built application, in a browser and in Electron. */
export default defineConfig<AppOptions>({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'e2e/.results',
  // Every test has an application, a data folder and ports of its own.
  fullyParallel: true,
  workers: 2,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
  use: {
    actionTimeout: 30_000,
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
  },
  // A test about one shell only is tagged with its name.
  projects: [
    { name: 'browser', grepInvert: /@electron/, use: { shell: 'browser' } },
    { name: 'electron', grepInvert: /@browser/, use: { shell: 'electron' } },
  ],
})
