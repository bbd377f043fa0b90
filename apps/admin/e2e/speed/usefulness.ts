import { type Browser, devices, type Page } from '@playwright/test';

/** Slow 4G and a slow phone, as Lighthouse has them: 1.6 Mbit/s down, 150 ms to the server and back, a quarter of the speed. */
const NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
};
const CPU_SLOWDOWN = 4;
const MOST_MS = 60_000;

type Noting = typeof globalThis & { usefulAtMs?: number };

/**
 * How long a browser that has nothing of the console yet takes, from being asked for an address, to show what a selector
 * finds there. Lighthouse reckons from a fast load what a slow one would take; here the browser itself is slowed down.
 */
export async function usefulAfterMs(browser: Browser, url: string, selector: string): Promise<number> {
  const context = await browser.newContext({ ...devices['Pixel 7'], locale: 'en-US' });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', NETWORK);
    await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
    await notePaintOf(page, selector);
    await page.goto(url, { waitUntil: 'commit' });
    const found = await page.waitForFunction(() => (globalThis as Noting).usefulAtMs, undefined, {
      polling: 500,
      timeout: MOST_MS,
    });
    return (await found.jsonValue()) ?? NaN;
  } finally {
    await context.close();
  }
}

async function notePaintOf(page: Page, selector: string): Promise<void> {
  await page.addInitScript((wanted) => {
    const look = (): void => {
      if (document.querySelector(wanted) === null) requestAnimationFrame(look);
      // A task after the frame in which it stands: it has been painted.
      else
        requestAnimationFrame(() => {
          setTimeout(() => ((globalThis as Noting).usefulAtMs = performance.now()));
        });
    };
    requestAnimationFrame(look);
  }, selector);
}
