import type { Page } from '@playwright/test';
import { open } from '../stage/console-page.ts';
import { expect, test } from '../stage/test.ts';

/** Takes away the scripts that the page has not loaded yet, as a new release does; so often, or for good. */
async function release(page: Page, times = Infinity): Promise<void> {
  const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  const isGone = (url: URL) => /\.js$/.test(url.pathname) && !loaded.includes(url.href);
  let missing = 0;
  await page.route(isGone, (route) => {
    missing += 1;
    return missing > times ? route.continue() : route.fulfill({ status: 404 });
  });
}

test.describe('After a new release', () => {
  test.beforeEach(async ({ complaints, page }) => {
    complaints.provoke(/404|dynamically imported module/);
    await open(page, '/');
    await page.evaluate(() => document.documentElement.setAttribute('data-old', ''));
  });

  test('a link to a page whose files are gone loads the console anew, once', async ({ page }) => {
    await release(page, 1);
    await page.getByRole('link', { name: 'Alerts' }).click();
    await expect(page).toHaveURL(/\/incidents$/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Incidents');
    await expect(page.locator('html')).not.toHaveAttribute('data-old', '');
    await page.getByRole('link', { name: 'Rules' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Rules');
  });

  test('says so where that does not help, and offers to load it again', async ({ page }) => {
    await release(page);
    await page.getByRole('link', { name: 'Alerts' }).click();
    const notice = page.getByText('The page could not be opened');
    await expect(notice).toBeVisible();
    await page.unrouteAll();
    await page.getByRole('link', { name: 'Load it again' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Incidents');
    await expect(notice).toBeHidden();
  });

  test('leaves the page that is open while the server does not answer', async ({ complaints, page }) => {
    complaints.provoke(/ERR_|Failed to load resource/);
    await release(page);
    await page.route(/\/$/, (route) => route.abort());
    await page.getByRole('link', { name: 'Alerts' }).click();
    await expect(page.getByText('The page could not be opened')).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview');
    await expect(page.locator('html')).toHaveAttribute('data-old', '');
  });
});
