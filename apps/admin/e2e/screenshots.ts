/**
 * Draws docs/images/*.png, the pictures of the README, from the built console and the sandbox's story. With the address
 * of a demo that has run for a while the pictures have a history:
 * `node apps/admin/e2e/screenshots.ts http://127.0.0.1:3000`
 */
import { chromium } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import config from './playwright.config.ts';
import { open } from './stage/console-page.ts';
import { startStage } from './stage/stage.ts';

const IMAGES = resolve(import.meta.dirname, '../../../docs/images');
const PAGES = { overview: '/', environment: '/environments/staging' };

const [, , demoUrl] = process.argv;
const stage = demoUrl ? undefined : await startStage({ port: 3907, sandboxPort: 4400, hasStory: true });
const url = demoUrl ?? stage?.url ?? '';
const browser = await chromium.launch(config.use?.launchOptions);

/** The story has an outage in staging twice in twelve minutes: then the pages have the most to show. */
async function isDramatic(): Promise<boolean> {
  const answer = await fetch(`${url}/api/internal/overview`);
  const { environments } = (await answer.json()) as {
    environments: { environment: string; status: string }[];
  };
  return environments.some(({ environment, status }) => environment === 'staging' && status === 'down');
}

try {
  while (!(await isDramatic())) await pause(1_000);
  mkdirSync(IMAGES, { recursive: true });
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    colorScheme: 'light',
  });
  for (const [name, path] of Object.entries(PAGES)) {
    await open(page, `${url}${path}`);
    await page.screenshot({ path: resolve(IMAGES, `${name}.png`), animations: 'disabled' });
  }
} finally {
  await browser.close();
  await stage?.stop();
}
