import type { Page } from '@playwright/test';
import { card, open, tab } from '../stage/console-page.ts';
import { expect, test } from '../stage/test.ts';

/** The red of an outage and the grey of what is not known, in the icon of the browser's tab. */
const RED = /d92d2d/;
const GREEN = /22a06b/;

const favicon = (page: Page) => page.locator('link[rel=icon]');

/** What the console last saw of the endpoints of Development. */
async function latestLook(page: Page): Promise<{ status: string; observedAt: string }> {
  const answer = await page.request.get('/api/internal/environments/dev/services/endpoints');
  return (await answer.json()) as { status: string; observedAt: string };
}

/**
 * An environment stands no better than its incident, which asks for a second good check. What waits for that takes an endpoint
 * that no other test takes: one that comes and goes is flapping, and stands as not healthy until it settles.
 */
const RECOVERED_WITHIN_MS = 40_000;

/** A reload would lose this mark. */
async function mark(page: Page): Promise<void> {
  await page.evaluate(() => document.documentElement.setAttribute('data-stayed', ''));
}

test.describe('While a page is open', () => {
  test('a service goes down and comes back without a reload, and the tab says so', async ({
    page,
    sandbox,
  }) => {
    test.setTimeout(120_000);
    await open(page, '/environments/prod');
    await mark(page);
    const endpoints = card(page, 'endpoints');
    await expect(endpoints).toHaveAttribute('data-status', 'up');
    await expect(page).toHaveTitle(/^Production · /, { timeout: RECOVERED_WITHIN_MS });
    await expect(favicon(page)).toHaveAttribute('href', GREEN);

    await sandbox.answer('prod', 'health', { status: 503 });
    await expect(endpoints).toHaveAttribute('data-status', 'down');
    await expect(endpoints.getByRole('list', { name: 'Problems' })).toContainText(
      /api\s+Unexpected status 503/,
    );
    await expect(page).toHaveTitle('Down · Production · Envscope');
    await expect(favicon(page)).toHaveAttribute('href', RED);
    await expect(tab(page, 'Production').getByRole('img', { name: 'Down' })).toBeVisible();
    await expect(tab(page, 'Staging').getByRole('img', { name: 'Down' })).toBeHidden();

    await sandbox.answer('prod', 'health', { status: 200 });
    await expect(endpoints).toHaveAttribute('data-status', 'up');
    await expect(endpoints).not.toContainText('Unexpected status');
    await expect(page).toHaveTitle(/^Production · /, { timeout: RECOVERED_WITHIN_MS });
    await expect(favicon(page)).toHaveAttribute('href', GREEN);
    await expect(page.locator('html')).toHaveAttribute('data-stayed', '');
  });

  test('the overview shows an outage, why, and when it is over', async ({ page, sandbox }) => {
    await open(page, '/');
    await mark(page);
    const row = page
      .getByRole('list', { name: 'Current problems' })
      .getByRole('listitem')
      .filter({ hasText: /Development\s*Redis/ });
    await expect(row).toBeHidden();
    await sandbox.fault({ service: 'redis', environment: 'dev', kind: 'down' });
    await expect(row).toContainText('Down');
    await expect(row).toContainText('Connection lost');
    await expect(page).toHaveTitle('Down · Overview · Envscope');
    await sandbox.clearFaults('redis');
    await expect(row).toBeHidden();
    await expect(page.locator('html')).toHaveAttribute('data-stayed', '');
  });

  test('what was known last before an outage is dated, and judged no more', async ({
    complaints,
    page,
    sandbox,
  }) => {
    // The application's metrics are read from that Redis.
    complaints.provoke(/502/);
    await open(page, '/environments/dev');
    const redis = card(page, 'redis');
    await expect(redis).toHaveAttribute('data-status', 'up');
    await expect(redis).not.toContainText('Last known values');
    await sandbox.fault({ service: 'redis', environment: 'dev', kind: 'down' });
    await expect(redis).toHaveAttribute('data-status', 'down');
    await expect(redis).toContainText(/Last known values · \d+s ago/);
    await expect(card(page, 'mongodb')).not.toContainText('Last known values');

    await open(page, '/environments/dev/services/request-metrics');
    await expect(page.getByRole('main')).toContainText('Last known values');
    await expect(page.locator('app-health-word')).toBeHidden();
    await sandbox.clearFaults('redis');
    await expect(page.getByRole('main')).not.toContainText('Last known values');
  });

  test('nothing changes while updates are paused, and all of it after', async ({ page, sandbox }) => {
    await open(page, '/environments/dev');
    await page.getByRole('button', { name: 'Pause updates' }).click();
    await expect(page.getByText('Updates are paused')).toBeVisible();
    const title = await page.title();
    const shown = await card(page, 'endpoints').locator('app-ago time').getAttribute('datetime');

    await sandbox.answer('dev', 'search', { status: 503 });
    // The console saw it, and checked once more since: a page that followed would have shown both.
    await expect.poll(async () => (await latestLook(page)).status).toBe('down');
    const { observedAt } = await latestLook(page);
    await expect.poll(async () => (await latestLook(page)).observedAt).not.toBe(observedAt);
    await expect(card(page, 'endpoints')).toHaveAttribute('data-status', 'up');
    await expect(card(page, 'endpoints').locator('app-ago time')).toHaveAttribute('datetime', shown ?? '');
    expect(await page.title()).toBe(title);

    await page.getByRole('button', { name: 'Resume updates' }).click();
    await expect(card(page, 'endpoints')).toHaveAttribute('data-status', 'down');
    await expect(page.getByText('Updates are paused')).toBeHidden();
  });

  test('what was not checked for three intervals is marked as stale', async ({ page }) => {
    await page.clock.install();
    await open(page, '/environments/dev');
    await page.getByRole('button', { name: 'Pause updates' }).click();
    await expect(card(page, 'endpoints').getByText('Stale')).toBeHidden();
    // Its interval is five seconds, Discord's five minutes.
    await page.clock.fastForward('01:00');
    await expect(card(page, 'endpoints').getByText('Stale')).toBeVisible();
    await expect(card(page, 'discord').getByText('Stale')).toBeHidden();
    await card(page, 'endpoints').getByText('Stale').hover();
    await expect(page.locator('.bubble')).toContainText('No check for 1m');
  });
});

test.describe('Ten open tabs', () => {
  test('all stay live over one stream', async ({ context, sandbox, wire }) => {
    test.setTimeout(120_000);
    const pages = await Promise.all(Array.from({ length: 10 }, () => context.newPage()));
    await Promise.all(
      pages.map((page, index) => open(page, `${wire.url}${index % 2 === 0 ? '/' : '/environments/dev'}`)),
    );
    for (const page of pages) await expect(page.getByText('Live', { exact: true })).toBeAttached();
    expect(wire.openStreams).toBe(1);

    // No other test has it answer that, so that no page shows it for another reason.
    const reason = (page: Page) => page.getByText('Unexpected status 418').first();
    for (const page of pages) await expect(reason(page)).toBeHidden();
    await sandbox.answer('dev', 'login', { status: 418 });
    for (const page of pages) await expect(reason(page)).toBeVisible();
    const [last, ...others] = pages.reverse();
    await Promise.all(others.map((page) => page.close()));
    await sandbox.answer('dev', 'login', { status: 200 });
    if (last) await expect(reason(last)).toBeHidden({ timeout: RECOVERED_WITHIN_MS });
    expect(wire.openStreams).toBe(1);
    // The wire goes before the browser does, and what is asked then fails.
    await last?.close();
  });
});
