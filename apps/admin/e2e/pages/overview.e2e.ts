import type { Page } from '@playwright/test';
import { giveName, open } from '../stage/console-page.ts';
import { expect, test } from '../stage/test.ts';

/** An incident opens after some failed checks, each of which waits for its turn. */
const SOON = { timeout: 40_000 };

const wrong = (page: Page) => page.getByRole('list', { name: 'Current problems' }).getByRole('listitem');
const matrix = (page: Page) => page.getByRole('table', { name: 'Services by environment' });
const cell = (page: Page, environment: RegExp, service: RegExp) =>
  matrix(page).getByRole('row', { name: environment }).getByRole('link', { name: service });

test.describe('What is wrong now', () => {
  test('is one list, production first, which says what, where, why, since when, and who has it', async ({
    page,
    sandbox,
  }) => {
    await open(page, '/');
    // In time a rule finds a certificate of staging that ends soon.
    await expect(wrong(page).filter({ hasNotText: /Staging.*UptimeRobot/ })).toHaveCount(0);
    await sandbox.fault({ service: 'redis', environment: 'dev', kind: 'down' });
    await sandbox.answer('prod', 'orders', { status: 503 });

    const production = wrong(page).filter({ hasText: /Production.*Endpoints · orders/ });
    const development = wrong(page).filter({ hasText: /Development.*Redis/ });
    await expect(production.getByRole('button', { name: /^Acknowledge/ })).toBeVisible(SOON);
    await expect(development.getByRole('button', { name: /^Acknowledge/ })).toBeVisible(SOON);
    // Redis is critical and Endpoints are not, yet it is production's.
    await expect(wrong(page).first()).toContainText('Production');
    await expect(production).toContainText('Down');
    await expect(production).toContainText('Unexpected status 503');
    await expect(production).toContainText(/for \d+ (sec|min)/);

    // As many as the bell says.
    const bell = page.getByRole('banner').getByRole('link', { name: /Alerts/ });
    const count = await wrong(page)
      .getByRole('button', { name: /^Acknowledge/ })
      .count();
    await expect(bell).toContainText(`${count} open incident`);
    await expect(page.getByText(new RegExp(`^${count} open incidents?`)).first()).toBeVisible();

    await production.getByRole('button', { name: 'Acknowledge: Endpoints · orders, Production' }).click();
    await giveName(page, 'Minji');
    await expect(production).toContainText('Acknowledged by Minji');
    await expect(wrong(page).last()).toContainText('Endpoints · orders');

    await development.getByRole('button', { name: /^Silence: / }).click();
    await page.getByRole('button', { name: '1 h', exact: true }).click();
    await expect(development).toContainText(/Silenced until \d\d:\d\d/);

    const events = page.getByRole('list', { name: 'Recent events' }).getByRole('listitem');
    await expect(events.filter({ hasText: /Endpoints · orders.*Acknowledged by Minji/ })).toBeVisible();
    await expect(events.filter({ hasText: /Development.*Silence .*Minji/ })).toBeVisible();

    await production.getByRole('link', { name: 'Endpoints · orders' }).click();
    await expect(page).toHaveURL(/\/incidents\/./);
  });

  test('stands on the page of its environment too', async ({ page, sandbox }) => {
    await open(page, '/environments/staging');
    await expect(wrong(page).filter({ hasText: 'Endpoints' })).toHaveCount(0);
    await sandbox.answer('staging', 'orders', { status: 503 });
    await expect(wrong(page).filter({ hasText: 'Endpoints' })).toBeVisible(SOON);
    const count = await wrong(page).count();
    await expect(page.getByRole('main')).toContainText(`${count} current problem`);
    await open(page, '/environments/prod');
    await expect(wrong(page)).toHaveCount(0);
  });

  test('is not a monitor that never ran', async ({ page }) => {
    await open(page, '/');
    const monitors = cell(page, /Development/, /^UptimeRobot/);
    await expect(monitors).toContainText('Waiting');
    await expect(wrong(page).filter({ hasText: /Development.*UptimeRobot/ })).toHaveCount(0);
    await expect(matrix(page).getByRole('rowheader', { name: /Development/ })).toContainText('Up');
  });
});

test.describe('The matrix', () => {
  test('shows the last day of each service by one request', async ({ page }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await open(page, '/');
    const redis = cell(page, /Production/, /^Redis/);
    await expect(redis.locator('app-status-strip rect[data-status=up]')).toBeVisible();
    await expect(redis).toContainText('worst in 24 hours: Up');
    expect(asked.filter((path) => path.endsWith('/overview/history'))).toHaveLength(1);
    expect(asked.filter((path) => path.endsWith('/series'))).toEqual([]);
  });

  for (const width of [390, 320]) {
    test(`has production first on a phone of ${width} pixels, within its width`, async ({ page }) => {
      await page.setViewportSize({ width, height: 844 });
      await open(page, '/');
      await expect(matrix(page).getByRole('rowheader').first()).toContainText('Production');
      const links = matrix(page)
        .getByRole('row', { name: /Production/ })
        .getByRole('link');
      for (const link of await links.all()) {
        await expect(link).toBeInViewport();
        const { x = 0, width: across = 0 } = (await link.boundingBox()) ?? {};
        expect(x + across).toBeLessThanOrEqual(width);
      }
      await cell(page, /Production/, /^MongoDB/).click();
      await expect(page).toHaveURL(/\/environments\/prod\/services\/mongodb$/);
    });
  }
});

test.describe('The page of an environment on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('is short where all is well, and shows the figures of a service when asked', async ({ page }) => {
    await open(page, '/environments/prod');
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThan(1_700);
    const redis = page.getByRole('article', { name: 'Redis' });
    const figures = redis.getByRole('button', { name: 'Figures of Redis' });
    await expect(redis.getByText('Hit rate')).toBeHidden();
    await expect(figures).toHaveAttribute('aria-expanded', 'false');
    await figures.press('Enter');
    await expect(figures).toHaveAttribute('aria-expanded', 'true');
    await expect(redis.getByText('Hit rate')).toBeVisible();
    await figures.press('Enter');
    await expect(redis.getByText('Hit rate')).toBeHidden();
  });

  test('shows at once what is not well', async ({ page, sandbox }) => {
    await open(page, '/environments/dev');
    await sandbox.fault({ service: 'redis', environment: 'dev', kind: 'down' });
    const redis = page.getByRole('article', { name: 'Redis' });
    await expect(redis).toContainText('Connection', SOON);
    await expect(redis.getByRole('button', { name: 'Figures of Redis' })).toHaveCount(0);
    await expect(redis.getByRole('link', { name: 'Details of Redis' })).toBeVisible();
  });
});
