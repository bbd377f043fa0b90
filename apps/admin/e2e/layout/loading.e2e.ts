import type { Page } from '@playwright/test';
import { open, PAGES } from '../stage/console-page.ts';
import { load, type Loading } from '../stage/loading.ts';
import { expect, test } from '../stage/test.ts';
import { violations } from '../stage/violations.ts';

const MOST_SHIFT = 0.02;
const LONGEST_CHAIN = 4;
/** Scripts and styles of a page, as they come: 170 to 252 kB, of which a phone needs 135 before it shows anything. */
const MOST_BYTES = 256_000;
/** What the page itself names, and the console then asks for. */
const PRELOADED = /<link rel="preload" as="fetch" crossorigin href="(?<path>[^"]+)"/g;

const WIDTHS = [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
];

/** Again where news of what another test did moved the page, which then asks for something a second time. */
async function undisturbed(loading: () => Promise<Loading>): Promise<Loading> {
  const first = await loading();
  const hadNews = new Set(first.asked).size < first.asked.length;
  return hadNews && first.shift > MOST_SHIFT ? loading() : first;
}

test.describe('A page that is opened from a slow API', () => {
  for (const path of PAGES) {
    test(`${path} comes at once, and nothing moves when it is there`, async ({ browser, baseURL, page }) => {
      const html = await (await page.request.get(path)).text();
      const preloaded = [...html.matchAll(PRELOADED)].map(({ groups }) =>
        new URL(groups?.['path']?.replaceAll('&amp;', '&') ?? '', `${baseURL}/`).toString(),
      );
      for (const viewport of WIDTHS) {
        const options = { baseURL: baseURL ?? '', viewport, locale: 'en-US' };
        const { shift, moved, chain, asked, bytes } = await undisturbed(() => load(browser, options, path));
        expect
          .soft(shift, `what moved at ${viewport.width}: ${moved.join('; ')}`)
          .toBeLessThanOrEqual(MOST_SHIFT);
        expect.soft(chain.length, chain.join(' → ')).toBeLessThanOrEqual(LONGEST_CHAIN);
        expect.soft(bytes).toBeLessThanOrEqual(MOST_BYTES);
        expect(preloaded.length).toBeGreaterThan(path === '/nowhere' ? 0 : 2);
        expect.soft(asked).toEqual(expect.arrayContaining(preloaded));
        // One that did not fit what the console asks for would be asked for twice. The others may have changed meanwhile.
        expect.soft(asked.filter((url) => url.endsWith('/config'))).toHaveLength(1);
      }
    });
  }
});

test.describe('Before the scripts run', () => {
  test.use({ colorScheme: 'dark', locale: 'ko-KR' });

  test('the page shows its frame, in its theme and language', async ({ page }) => {
    await page.route(/\/(?:main|console)-[^/]+\.js$/, () => undefined);
    await page.goto('/environments/dev', { waitUntil: 'commit' });
    await expect(page.getByText('Envscope', { exact: true })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
    await expect(page.locator('link[rel=modulepreload][data-language]')).not.toHaveCount(0);
    await expect(page.locator('link[rel=modulepreload][data-language]:not([data-language=ko])')).toHaveCount(
      0,
    );
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });
});

test.describe('How things stand', () => {
  test.use({ locale: 'ko-KR', keepsGlance: true });

  /** Lets go on what was asked for. */
  async function heldBack(page: Page, what: RegExp): Promise<() => void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    await page.route(what, async (route) => {
      await promise;
      await route.continue();
    });
    return resolve;
  }

  const SCRIPTS = /\/(?:main|console)-[^/]+\.js$/;
  const DATA = /\/api\/internal\/environments\/dev\/dashboard$/;

  test('is said before the scripts run, until the page says it', async ({ page }) => {
    const runScripts = await heldBack(page, SCRIPTS);
    const answer = await heldBack(page, DATA);
    await page.goto('/environments/dev', { waitUntil: 'commit' });
    const glance = page.locator('.glance');
    await expect(glance.getByRole('heading', { level: 1 })).toHaveText('개발', { useInnerText: true });
    await expect(glance.getByRole('listitem').filter({ hasText: 'Redis' })).toContainText('정상');
    await expect(glance.getByText('Development')).toBeHidden();
    expect(await violations(page)).toEqual([]);
    runScripts();
    await expect(page.locator('main [aria-busy=true]').first()).toBeAttached();
    await expect(glance).toBeVisible();
    answer();
    await expect(glance).toHaveCount(0);
    await expect(page.locator('app-service-card').first()).toBeVisible();
  });

  test('covers nothing from who uses the page', async ({ page }) => {
    const answer = await heldBack(page, DATA);
    await page.goto('/environments/dev', { waitUntil: 'commit' });
    await expect(page.locator('main [aria-busy=true]').first()).toBeAttached();
    await page.keyboard.press('Tab');
    await expect(page.locator('.glance')).toHaveCount(0);
    answer();
  });

  test('covers no refusal', async ({ complaints, page }) => {
    complaints.provoke(/503/);
    await page.route(DATA, (route) => route.fulfill({ status: 503, body: '{}' }));
    await page.goto('/environments/dev', { waitUntil: 'commit' });
    await expect(page.locator('app-problem-notice').getByRole('button').first()).toBeVisible();
    await expect(page.locator('.glance')).toHaveCount(0);
  });
});

test.describe('Without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the page says how things stand', async ({ complaints, page }) => {
    complaints.provoke(/csp/);
    await page.goto('/');
    await expect(
      page.locator('.glance').getByRole('listitem').filter({ hasText: 'Production' }),
    ).toBeVisible();
  });
});

test.describe('While nothing changes', () => {
  const AT_REST = [
    '/',
    '/environments/dev',
    '/environments/dev/services/redis',
    '/environments/dev/services/request-metrics',
    '/incidents',
    '/rules',
    '/channels',
  ];
  const MINUTE_MS = 60_000;

  /** What a page asks of the API from now on, the stream left out. */
  const asked = (page: Page): string[] => {
    const urls: string[] = [];
    page.on('request', (request) => {
      if (/\/api\//.test(request.url())) urls.push(request.url());
    });
    return urls;
  };

  test('an open tab asks at most twice a minute', async ({ context }) => {
    test.setTimeout(300_000);
    const tabs = await Promise.all(
      AT_REST.map(async (path) => {
        const page = await context.newPage();
        await open(page, path);
        return { path, page };
      }),
    );
    // What came while they opened is read once more.
    await tabs[0]?.page.waitForTimeout(5_000);
    // What other tests had fail may recover in a minute, which is news: another minute has none.
    await expect(async () => {
      const counts = tabs.map(({ path, page }) => ({ path, urls: asked(page) }));
      await tabs[0]?.page.waitForTimeout(MINUTE_MS);
      const busy = counts.filter(({ urls }) => urls.length > 2);
      expect(busy.map(({ path, urls }) => `${path}: ${urls.join(' ')}`)).toEqual([]);
    }).toPass({ timeout: 4 * MINUTE_MS });
  });
});
