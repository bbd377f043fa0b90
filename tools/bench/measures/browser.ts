/** The browser that opens the console's pages. */
import { existsSync } from 'node:fs';
import type { Browser } from '@playwright/test';
import { atTheEnd } from '../cleanup.ts';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Undefined where there are a browser and pages. */
export function whyNoPages(): string | undefined {
  if (!existsSync(CHROMIUM)) return `there is no Chromium at ${CHROMIUM}`;
  if (!existsSync('dist/admin/browser/index.html')) return 'the admin console is not built';
  return undefined;
}

/** A browser that does not outlive the run. */
export async function openBrowser(): Promise<Browser> {
  const { chromium } = await import('@playwright/test');
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS, handleSIGINT: false });
  atTheEnd(() => browser.close());
  return browser;
}
