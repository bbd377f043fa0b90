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

/** What is looked for, by names. */
type Wanted<Name extends string> = Readonly<Record<Name, string>>;
type Noting = typeof globalThis & { shownAtMs?: Record<string, number> };

/**
 * How long a browser that has nothing of the console yet takes, from being asked for an address, to show what each selector
 * finds there. Lighthouse reckons from a fast load what a slow one would take; here the browser itself is slowed down.
 */
export async function shownAfterMs<Name extends string>(
  browser: Browser,
  url: string,
  wanted: Wanted<Name>,
): Promise<Record<Name, number>> {
  const context = await browser.newContext({ ...devices['Pixel 7'], locale: 'en-US' });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', NETWORK);
    await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
    await notePaintsOf(page, wanted);
    await page.goto(url, { waitUntil: 'commit' });
    const count = Object.keys(wanted).length;
    const found = await page.waitForFunction(
      (all) => {
        const { shownAtMs = {} } = globalThis as Noting;
        return Object.keys(shownAtMs).length === all && shownAtMs;
      },
      count,
      { polling: 500, timeout: MOST_MS },
    );
    return (await found.jsonValue()) as Record<Name, number>;
  } finally {
    await context.close();
  }
}

async function notePaintsOf(page: Page, wanted: Wanted<string>): Promise<void> {
  await page.addInitScript((all) => {
    const shownAtMs: Record<string, number> = ((globalThis as Noting).shownAtMs = {});
    for (const [name, selector] of Object.entries(all)) {
      const look = (): void => {
        if (document.querySelector(selector) === null) requestAnimationFrame(look);
        // A task after the frame in which it stands: it has been painted.
        else requestAnimationFrame(() => setTimeout(() => (shownAtMs[name] = performance.now())));
      };
      requestAnimationFrame(look);
    }
  }, wanted);
}
