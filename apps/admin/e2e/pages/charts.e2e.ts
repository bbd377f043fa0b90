import type { Page } from '@playwright/test';
import { open, tab } from '../stage/console-page.ts';
import { expect, test } from '../stage/test.ts';
import { violations } from '../stage/violations.ts';

const REDIS = '/environments/prod/services/redis';
/** Failed checks until an incident opens, and the time to evaluate. */
const SOON = { timeout: 80_000 };

const query = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);

async function openHistory(page: Page, path: string): Promise<void> {
  await open(page, path);
  await page.getByRole('heading', { name: 'History' }).scrollIntoViewIfNeeded();
  await expect(page.locator('app-history canvas')).toBeVisible();
}

test.describe('Another environment', () => {
  test('shows the same service with what was chosen, by mouse and by keyboard', async ({ page }) => {
    await openHistory(page, `${REDIS}?range=6h&measurement=keys`);
    await tab(page, 'Staging').click();
    await expect(page).toHaveURL(/\/environments\/staging\/services\/redis\?range=6h&measurement=keys$/);
    await expect(page).toHaveTitle(/Redis · Staging/);
    await tab(page, 'Staging').focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/environments\/dev\/services\/redis\?range=6h&measurement=keys$/);
    await expect(tab(page, 'Development')).toHaveAttribute('aria-current', 'page');
  });

  test('is left for its own page by its own tab', async ({ page }) => {
    await open(page, REDIS);
    await tab(page, 'Production').click();
    await expect(page).toHaveURL(/\/environments\/prod$/);
  });

  test('says what to set where it does not have the service', async ({ otherConsole, page }) => {
    await open(page, `${otherConsole.url}/environments/prod/services/discord`);
    await tab(page, 'Qa').click();
    await expect(page).toHaveURL(/\/environments\/qa\/services\/discord$/);
    await expect(page.getByRole('main')).toContainText('DISCORD_WEBHOOK_URL_QA');
  });
});

test.describe('The address', () => {
  test('keeps range and measurement through a reload, and is gone back through', async ({ page }) => {
    await openHistory(page, REDIS);
    await page.locator('app-history').getByText('6 h').click();
    await expect(page).toHaveURL(/\?range=6h$/);
    await page.getByLabel('Measurement').selectOption('keys');
    await expect(page).toHaveURL(/\?range=6h&measurement=keys$/);
    await page.reload();
    await page.getByRole('heading', { name: 'History' }).scrollIntoViewIfNeeded();
    await expect(page.getByRole('radio', { name: '6 h' })).toBeChecked();
    await expect(page.getByLabel('Measurement')).toHaveValue('keys');
    await page.goBack();
    await expect(page).toHaveURL(/\?range=6h$/);
    await page.goBack();
    await expect(page.getByRole('radio', { name: '1 h' })).toBeChecked();
    await page.goForward();
    await expect(page.getByRole('radio', { name: '6 h' })).toBeChecked();
  });

  test('keeps what a list is filtered and ordered by', async ({ page }) => {
    await open(page, '/rules');
    await page.getByRole('searchbox').fill('redis');
    await page.getByRole('columnheader').getByRole('button').first().click();
    await expect(page).toHaveURL(/\?text=redis&sort=/);
    const rows = page.getByRole('main').getByRole('row');
    const count = await rows.count();
    await page.reload();
    await expect(page.getByRole('searchbox')).toHaveValue('redis');
    await expect(rows).toHaveCount(count);
    await expect(page.getByRole('columnheader').first()).not.toHaveAttribute('aria-sort', 'none');
  });

  test('keeps how many pages of a list are shown', async ({ page }) => {
    const pages = page.waitForRequest((request) => request.url().includes('cursor='));
    const ids = ['019ab001-7a3e-7bb1-9a38-000000000001', '019ab001-7a3e-7bb1-9a38-000000000002'];
    await page.route('**/api/internal/deliveries?**', (route) => route.fulfill(pageOf(null)));
    await page.route('**/api/internal/deliveries', (route) => route.fulfill(pageOf(ids[0] ?? null)));
    await open(page, '/deliveries?pages=2');
    await pages;
    await expect(page.getByRole('button', { name: 'Show older' })).toBeHidden();
  });

  test('is not followed where nothing fits, which is said', async ({ page }) => {
    await openHistory(page, `${REDIS}?range=5h&measurement=nothing`);
    await expect(page.getByRole('region', { name: 'Notices' })).toContainText(
      'range=5h, measurement=nothing',
    );
    await expect(page.getByRole('radio', { name: '1 h' })).toBeChecked();
  });

  test('has a period of one’s own, in local time', async ({ page }) => {
    await openHistory(page, REDIS);
    const history = page.locator('app-history');
    await history.getByText('Own period').click();
    await history.getByLabel('From').fill(local(-3));
    await history.getByLabel('To').fill(local(-5));
    await history.getByRole('button', { name: 'Show' }).click();
    await expect(history.getByText('The period ends before it starts.')).toBeVisible();
    await history.getByLabel('From').fill(local(-5));
    await history.getByLabel('To').fill(local(-3));
    const asked = page.waitForRequest((request) => request.url().includes('/series?'));
    await history.getByRole('button', { name: 'Show' }).click();
    const { searchParams } = new URL((await asked).url());
    expect(searchParams.get('from')).toBe(new Date(local(-5)).toISOString());
    expect(query(page)).toEqual({
      from: new Date(local(-5)).toISOString(),
      to: new Date(local(-3)).toISOString(),
    });
    await page.reload();
    await page.getByRole('heading', { name: 'History' }).scrollIntoViewIfNeeded();
    await expect(history.getByLabel('From')).toHaveValue(local(-5));
  });

  test('is copied with the time that is shown', async ({ context, page }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await openHistory(page, REDIS);
    await page.getByRole('button', { name: 'Copy link' }).click();
    await expect(page.getByRole('button', { name: 'Copied, with this period' })).toBeVisible();
    const copied = new URL(await page.evaluate(() => navigator.clipboard.readText()));
    expect(copied.pathname).toBe(REDIS);
    expect(copied.searchParams.has('range')).toBe(false);
    const [from, to] = ['from', 'to'].map((name) => Date.parse(copied.searchParams.get(name) ?? ''));
    expect((to ?? 0) - (from ?? 0)).toBe(3_600_000);
    await openHistory(page, copied.href);
    await expect(page.locator('app-history').getByRole('radio', { name: 'Own period' })).toBeChecked();
  });
});

test.describe('Marks', () => {
  test('stand in every chart after an incident, lead to it, and come by one request', async ({
    page,
    sandbox,
  }) => {
    test.slow();
    await sandbox.answer('prod', 'search', { status: 503 });
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/api/internal/marks')) asked.push(request.url());
    });
    await openHistory(page, '/environments/prod/services/request-metrics');
    await expect(page.locator('app-time-series canvas')).toHaveCount(2);
    expect(asked).toHaveLength(1);
    const lists = page.getByRole('list', { name: 'Marked in the charts' });
    await expect(lists.first()).toContainText(/Endpoints · search|\d incidents?/, SOON);
    await expect(lists).toHaveCount(2);
    expect(await violations(page)).toEqual([]);
    await page.goto('/environments/prod/services/request-metrics?range=7d');
    await page.getByRole('heading', { name: 'History' }).scrollIntoViewIfNeeded();
    await expect(page.locator('app-history app-mark-list')).toContainText(/Release api@1\.8\.0|release/);
    const opener = page.locator('app-history app-mark-list button').first();
    if (await opener.isVisible()) {
      await opener.focus();
      await page.keyboard.press('Enter');
      await expect(page.getByRole('dialog')).toContainText('Incident: Endpoints · search');
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
    }
  });

  test('stand above the hours of Sentry’s errors', async ({ page }) => {
    await open(page, '/environments/dev/services/sentry');
    const bars = page.locator('app-bars');
    await expect(bars.locator('.tick')).not.toHaveCount(0);
    await expect(page.locator('app-sentry-detail app-mark-list')).toContainText('Release api@1.9.0-rc.1');
    await expect(bars.locator('app-mark-shape').first()).toBeVisible();
  });
});

test.describe('A comparison', () => {
  test('is one click away, and shows figures and charts on one scale', async ({ page }) => {
    await open(page, `${REDIS}?range=6h`);
    await page.getByRole('link', { name: 'Compare environments' }).click();
    await expect(page).toHaveURL(/\/compare\/redis\?range=6h&environments=prod,staging$/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Redis: comparison');
    const figures = page.getByRole('table', { name: 'Figures' });
    await expect(figures.getByRole('columnheader')).toHaveText(['Name', 'Staging', 'Production']);
    await expect(figures.getByRole('rowheader', { name: 'Response time' })).toBeVisible();
    const settings = page.getByRole('table', { name: 'Settings' });
    await expect(settings.getByRole('row', { name: /Key prefix/ })).toContainText('differs');

    const charts = page.locator('app-compared-chart');
    await expect(charts.locator('canvas')).toHaveCount(2);
    await page.getByLabel('Development').check();
    await expect(charts.locator('canvas')).toHaveCount(3);
    expect(query(page)['environments']).toBe('dev,staging,prod');
    expect(await violations(page)).toEqual([]);
    await page.reload();
    await expect(figures.getByRole('columnheader')).toHaveText([
      'Name',
      'Development',
      'Staging',
      'Production',
    ]);
  });

  for (const width of [1440, 390, 320]) {
    test(`fits ${width} pixels`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await open(page, '/compare/endpoints?environments=staging,prod');
      await expect(page.locator('app-compared-chart canvas')).toHaveCount(2);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
      expect(await violations(page)).toEqual([]);
    });
  }

  test('leaves an environment that cannot be read beside the others', async ({ complaints, page }) => {
    complaints.provoke(/503/);
    await page.route('**/environments/staging/services/redis', (route) => route.fulfill({ status: 503 }));
    await open(page, '/compare/redis?environments=staging,prod');
    await expect(page.locator('app-compared-chart canvas').last()).toBeVisible();
    await expect(
      page.getByRole('table', { name: 'Figures' }).getByRole('row', { name: /Status/ }),
    ).toContainText('differs');
  });
});

/** Some hours from now as `datetime-local` has it. */
function local(hours: number): string {
  const at = new Date(Math.floor(Date.now() / 3_600_000 + hours) * 3_600_000);
  const offset = at.getTimezoneOffset() * 60_000;
  return new Date(at.getTime() - offset).toISOString().slice(0, 16);
}

function pageOf(nextCursor: string | null) {
  return { json: { deliveries: [], nextCursor, counts: { waiting: 0, dead: 0 } } };
}
