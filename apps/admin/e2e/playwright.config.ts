import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';
import { CONSOLE_URL } from './stage/addresses.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const CHROMIUM = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  (path) => path !== undefined && existsSync(path),
);

if (CHROMIUM === undefined) {
  throw new Error('The browser tests need Chromium: install it, or name its file in the variable CHROMIUM.');
}

/** What a person does with the built console, in Chromium, against the sandbox. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.e2e.ts',
  outputDir: resolve(ROOT, 'dist/e2e'),
  reporter: [['list'], ['json', { outputFile: resolve(ROOT, 'dist/test-results/playwright.json') }]],
  // The tests share one sandbox, whose faults are for all to see.
  workers: 1,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: CONSOLE_URL,
    locale: 'en-US',
    colorScheme: 'light',
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    // Snapshots of each step cost the browser more than twice the work of the test: TRACE=1 asks for them.
    trace: process.env['TRACE'] === undefined ? 'off' : 'retain-on-failure',
    launchOptions: {
      executablePath: CHROMIUM,
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: `"${process.execPath}" apps/admin/e2e/server.ts`,
    cwd: ROOT,
    url: `${CONSOLE_URL}/api/health/live`,
    reuseExistingServer: false,
    timeout: 90_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
  },
});
