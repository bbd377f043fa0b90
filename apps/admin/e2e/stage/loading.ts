import type { Browser, BrowserContext, CDPSession, Page } from '@playwright/test';
import { open } from './console-page.ts';

/** The API takes so long: what a page shows meanwhile must be as large as what comes. */
const SLOW_MS = 250;
/** So long after a page is there, something may still move. */
const SETTLING_MS = 1_500;

const DATA = /\/api\/(?:session|internal\/(?!stream))/;

/** What a page took to be shown. */
export interface Loading {
  /** The layout shift in all, as browsers count it, and what moved. */
  readonly shift: number;
  readonly moved: readonly string[];
  /** The longest chain of requests, each of which the browser could not know of before the one in front of it. */
  readonly chain: readonly string[];
  /** Requests to the API, the stream left out. */
  readonly asked: readonly string[];
  /** Bytes of scripts and styles, as they came. */
  readonly bytes: number;
}

interface Shift {
  readonly value: number;
  readonly moved: readonly string[];
}

/** Opens a page in a browser that has nothing of it yet, from an API that takes its time. */
export async function load(
  browser: Browser,
  options: Parameters<Browser['newContext']>[0],
  path: string,
): Promise<Loading> {
  const context = await browser.newContext(options);
  try {
    await slowDown(context);
    const page = await context.newPage();
    await noteShifts(page);
    const chains = new Chains(await context.newCDPSession(page));
    await chains.follow();
    await open(page, path);
    await page.waitForTimeout(SETTLING_MS);
    const shifts = await shiftsOf(page);
    return {
      shift: shifts.reduce((sum, { value }) => sum + value, 0),
      moved: shifts
        .filter(({ value }) => value > 0.002)
        .flatMap(({ value, moved }) => `${value}: ${moved.join(', ')}`),
      chain: chains.longest,
      asked: chains.urls.filter((url) => DATA.test(url)),
      bytes: await bytesOf(page),
    };
  } finally {
    await context.close();
  }
}

async function slowDown(context: BrowserContext): Promise<void> {
  await context.route(DATA, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
    // The page may be gone.
    await route.continue().catch(() => undefined);
  });
}

/** The same window's property in the two functions that run in the page. */
type Noting = typeof globalThis & { shifts: Shift[] };

async function noteShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const noted: Shift[] = ((globalThis as Noting).shifts = []);
    interface LayoutShift extends PerformanceEntry {
      readonly value: number;
      readonly hadRecentInput: boolean;
      readonly sources: readonly { readonly node: Node | null }[];
    }
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as LayoutShift[]) {
        if (entry.hadRecentInput) continue;
        const moved = entry.sources.map(({ node }) => node?.nodeName.toLowerCase() ?? '?');
        noted.push({ value: entry.value, moved });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

const shiftsOf = (page: Page): Promise<readonly Shift[]> =>
  page.evaluate(() => (globalThis as Noting).shifts);

const bytesOf = (page: Page): Promise<number> =>
  page.evaluate(() =>
    (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
      .filter(({ name }) => /\.(js|css)$/.test(name))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
  );

/** Which request led to which: a script to what it imports and asks for, the page to what it names. */
class Chains {
  readonly urls: string[] = [];
  private readonly causes = new Map<string, string | undefined>();
  private readonly session: CDPSession;

  constructor(session: CDPSession) {
    this.session = session;
  }

  async follow(): Promise<void> {
    this.session.on('Network.requestWillBeSent', ({ request: { url }, initiator }) => {
      if (url.startsWith('data:')) return;
      this.urls.push(url);
      if (this.causes.has(url)) return;
      const scripts = [];
      for (let stack = initiator.stack; stack !== undefined; stack = stack.parent) {
        scripts.push(...stack.callFrames.map((frame) => frame.url));
      }
      // Of the scripts that were running the one that came last made the request possible.
      const candidates = [initiator.url ?? '', ...scripts].filter((cause) => cause !== url);
      const depth = (cause: string) => this.chainOf(cause).length;
      this.causes.set(
        url,
        candidates.reduce<string | undefined>(
          (last, cause) => (last === undefined || depth(cause) > depth(last) ? cause : last),
          undefined,
        ),
      );
    });
    await this.session.send('Network.enable');
  }

  get longest(): readonly string[] {
    return [...this.causes.keys()]
      .map((url) => this.chainOf(url))
      .reduce((longest, chain) => (chain.length > longest.length ? chain : longest), []);
  }

  private chainOf(url: string): string[] {
    if (!this.causes.has(url)) return [];
    const cause = this.causes.get(url);
    return [...(cause === undefined ? [] : this.chainOf(cause)), url];
  }
}
