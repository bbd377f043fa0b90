import { card, open } from '../stage/console-page.ts';
import { expect, test } from '../stage/test.ts';

const problem = (code: string, status: number) => ({
  status,
  contentType: 'application/problem+json',
  body: JSON.stringify({ type: 'about:blank', title: 'A problem', status, code, params: {}, errors: [] }),
});

const DASHBOARD = '**/api/internal/environments/dev/dashboard';

test.describe('When the console’s server fails', () => {
  test('a page says so, and recovers when it is asked to try again', async ({ complaints, page }) => {
    complaints.provoke(/500/);
    await page.route(DASHBOARD, (route) => route.fulfill(problem('internal-error', 500)));
    await page.goto('/environments/dev');
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('Loading failed');
    await expect(alert).toContainText('The console’s server failed. Its log says why.');
    await expect(page.getByRole('article')).toHaveCount(0);
    await page.unroute(DASHBOARD);
    await alert.getByRole('button', { name: 'Try again' }).click();
    await expect(card(page, 'redis')).toContainText('dev:');
    await expect(alert).toBeHidden();
  });

  test('what was shown stays, marked as not refreshed, and recovers by itself', async ({
    complaints,
    page,
    sandbox,
  }) => {
    complaints.provoke(/500/);
    await open(page, '/environments/dev');
    await expect(card(page, 'redis')).toContainText('dev:');
    await page.route(DASHBOARD, (route) => route.fulfill(problem('internal-error', 500)));
    await sandbox.answer('dev', 'search', { status: 503 });
    await expect(page.getByRole('alert')).toContainText('Refreshing failed');
    await expect(card(page, 'redis')).toContainText('dev:');
    await page.unroute(DASHBOARD);
    await sandbox.answer('dev', 'search', { status: 200 });
    await expect(page.getByRole('alert')).toBeHidden();
  });

  test('the frame of the console says so before there is a page', async ({ complaints, page }) => {
    complaints.provoke(/503/);
    const config = '**/api/internal/config';
    await page.route(config, (route) => route.fulfill({ status: 503, body: 'gateway' }));
    await page.goto('/');
    await expect(page.getByRole('alert')).toContainText('The console’s server does not respond.');
    await page.unroute(config);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('table', { name: 'Services by environment' })).toBeVisible();
  });

  test('a history that cannot be read leaves the rest of its page', async ({ complaints, page }) => {
    complaints.provoke(/503/);
    const series = '**/services/redis/series?**';
    await page.route(series, (route) => route.fulfill(problem('store-failing', 503)));
    await open(page, '/environments/dev/services/redis');
    await page.getByRole('heading', { name: 'History' }).scrollIntoViewIfNeeded();
    const alert = page.locator('app-history').getByRole('alert');
    await expect(alert).toContainText('history cannot be read');
    await expect(page.getByRole('main')).toContainText('volatile-ttl');
    await page.unroute(series);
    await expect(page.locator('app-history canvas')).toBeVisible();
    await expect(alert).toBeHidden();
  });

  test('an open page says that it is cut off, and follows again without a reload', async ({
    complaints,
    page,
    wire,
  }) => {
    complaints.provoke(/ERR_|Failed to load resource/);
    await open(page, `${wire.url}/environments/dev`);
    await expect(page.getByText('Live', { exact: true })).toBeVisible();
    await expect(card(page, 'redis')).toContainText('dev:');
    await wire.cut();
    await expect(page.getByText('Connection lost', { exact: true })).toBeVisible();
    await expect(page.getByText('The console’s server does not answer')).toBeVisible();
    await expect(card(page, 'redis')).toContainText('dev:');
    const before = await card(page, 'redis').locator('app-ago time').getAttribute('datetime');
    await wire.restore();
    await expect(page.getByText('Live', { exact: true })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText('The console’s server does not answer')).toBeHidden();
    await expect(card(page, 'redis').locator('app-ago time')).not.toHaveAttribute('datetime', before ?? '');
  });

  test('a server that hangs is not live for longer than 45 seconds', async ({ complaints, page, wire }) => {
    test.setTimeout(120_000);
    complaints.provoke(/ERR_|Failed to load resource/);
    await open(page, `${wire.url}/environments/dev`);
    await expect(page.getByText('Live', { exact: true })).toBeVisible();
    await expect(card(page, 'redis')).toContainText('dev:');
    wire.fallSilent();
    await expect(page.getByText('Connection lost', { exact: true })).toBeVisible({ timeout: 45_000 });
    await expect(page.getByText('The console’s server does not answer')).toBeVisible();
    await expect(card(page, 'redis').getByText('Stale')).toBeVisible();
    await wire.cut();
    await wire.restore();
    await expect(page.getByText('Live', { exact: true })).toBeVisible({ timeout: 45_000 });
    await expect(card(page, 'redis').getByText('Stale')).toBeHidden();
  });
});

test.describe('An address that leads nowhere', () => {
  const addresses = {
    '/nowhere': 'Page not found',
    '/environments/nowhere': 'There is no environment “nowhere”',
    '/environments/dev/services/nowhere': 'There is no service “nowhere” in Development',
  };
  for (const [address, words] of Object.entries(addresses)) {
    test(`${address} says so and leads back`, async ({ page }) => {
      await open(page, address);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(words);
      await page.getByRole('link', { name: 'Go to the overview' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview');
    });
  }
});
