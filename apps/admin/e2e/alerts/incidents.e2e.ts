import type { Locator, Page } from '@playwright/test';
import { giveName, open } from '../stage/console-page.ts';
import type { Sandbox } from '../stage/sandbox.ts';
import { expect, test } from '../stage/test.ts';
import { violations } from '../stage/violations.ts';

/** Two failed checks, five seconds apart, and the time to evaluate and to notify. */
const SOON = { timeout: 30_000 };

const list = (page: Page, name: 'Unresolved' | 'Resolved') => page.getByRole('list', { name, exact: true });
const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

const NAMES = { dev: 'Development', staging: 'Staging', prod: 'Production' } as const;

/**
 * Has an endpoint fail, and opens the list where its incident is. Each test takes another endpoint: one that comes and goes
 * is flapping, and does not notify again until it settles.
 */
async function outageOf(
  environment: keyof typeof NAMES,
  endpoint: string,
  { page, sandbox }: { page: Page; sandbox: Sandbox },
): Promise<Locator> {
  await sandbox.answer(environment, endpoint, { status: 503 });
  await open(page, `/incidents?environment=${environment}&service=endpoints`);
  const incident = list(page, 'Unresolved').getByRole('link', {
    name: new RegExp(`${NAMES[environment]}\\s+Endpoints · ${endpoint}`),
  });
  await expect(incident).toBeVisible(SOON);
  return incident;
}

test.describe('An outage', () => {
  test('becomes an incident, notifies, is acknowledged, and resolves by itself', async ({
    page,
    sandbox,
  }) => {
    const incident = await outageOf('prod', 'orders', { page, sandbox });
    await expect(
      list(page, 'Unresolved').getByRole('listitem').filter({ hasText: 'Endpoints · orders' }),
    ).toContainText('Unexpected status 503');
    await expect(page.getByRole('banner').getByRole('link', { name: /Alerts/ })).toContainText(
      /\d open incidents?/,
    );

    await incident.click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Endpoints · orders');
    await expect(
      section(page, 'Notifications').getByRole('row', { name: /Opened Discord #alerts-prod/ }),
    ).toContainText('Delivered', SOON);

    await page.getByLabel('Note').fill('Rolling back the last release');
    await page.getByRole('button', { name: 'Acknowledge with note' }).click();
    await giveName(page, 'Minji');
    await expect(page.getByRole('main').getByText('Acknowledged by Minji').first()).toBeVisible();
    await expect(section(page, 'Timeline')).toContainText('Rolling back the last release');
    await expect(page.getByRole('button', { name: 'Acknowledge' })).toBeHidden();

    await sandbox.answer('prod', 'orders', { status: 200 });
    await expect(page.getByText('All targets recovered').first()).toBeVisible(SOON);
    await expect(section(page, 'Actions')).toBeHidden();
    await expect(
      section(page, 'Notifications').getByRole('row', { name: /Resolved Discord #alerts-prod/ }),
    ).toContainText('Delivered', SOON);
    await page.getByRole('link', { name: 'All incidents' }).click();
    await expect(list(page, 'Resolved').getByRole('link').first()).toContainText('Endpoints · orders');
  });

  test('is announced where people look, and leads to its incident', async ({ page, sandbox }) => {
    await open(page, '/environments/staging');
    await sandbox.answer('staging', 'orders', { status: 503 });
    await expect(page.getByText('New incident in Staging: Endpoints')).toBeAttached(SOON);
    const wrong = page.getByRole('list', { name: 'Current problems' });
    await wrong.getByRole('link', { name: 'Endpoints · orders' }).click();
    await expect(page).toHaveURL(/\/incidents\/./);
    await expect(page.getByText('Unexpected status 503').first()).toBeVisible();
    // Where a notification's link leads: said before its scripts run, too.
    const html = await (await page.request.get(page.url())).text();
    expect(html).toMatch(/class="glance".+Endpoints · orders.+Staging.+Unexpected status 503/s);
  });

  test('is resolved by hand only after a second thought', async ({ page, sandbox }) => {
    await (await outageOf('prod', 'search', { page, sandbox })).click();
    await page.getByRole('button', { name: 'Resolve manually…' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(section(page, 'Actions')).toBeVisible();
    await page.getByRole('button', { name: 'Resolve manually…' }).click();
    await page.getByRole('button', { name: 'Yes, resolve' }).click();
    await giveName(page, 'Minji');
    await expect(section(page, 'Timeline')).toContainText('Resolved by Minji');
    await expect(section(page, 'Actions')).toBeHidden();
  });

  test('that somebody else has taken on meanwhile says who', async ({ complaints, page, sandbox }) => {
    complaints.provoke(/acknowledgement: 409|Failed to load resource: .* 409/);
    await (await outageOf('staging', 'login', { page, sandbox })).click();
    await page.getByRole('button', { name: 'Pause updates' }).click();
    const id = page.url().split('/').at(-1);
    await page.request.post(`/api/internal/incidents/${id}/acknowledgement`, { data: { by: 'Jun' } });
    await page.getByRole('button', { name: 'Acknowledge: ' }).click();
    await giveName(page, 'Minji');
    await expect(page.getByText('Already acknowledged by Jun.')).toBeVisible();
  });

  test('has a page that is accessible, in light and dark, on desktop and phone', async ({
    page,
    sandbox,
  }) => {
    await (await outageOf('prod', 'login', { page, sandbox })).click();
    await expect(section(page, 'Timeline')).toBeVisible();
    for (const [scheme, width] of [
      ['light', 1440],
      ['dark', 390],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: scheme });
      await expect(page.locator('html')).toHaveAttribute('data-theme', scheme);
      expect.soft(await violations(page), `${scheme}, ${width} pixels wide`).toEqual([]);
    }
  });
});

test.describe('The list of incidents', () => {
  test('keeps its filter in the address', async ({ page }) => {
    await open(page, '/incidents');
    await page.getByLabel('Environment', { exact: true }).selectOption('Production');
    await page.getByLabel('State', { exact: true }).selectOption('Resolved');
    await expect(page).toHaveURL('/incidents?environment=prod&state=resolved');
    await expect(page.getByRole('heading', { name: 'Unresolved' })).toBeHidden();
    await page.reload();
    await expect(page.getByLabel('Environment', { exact: true })).toHaveValue('prod');
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect(page).toHaveURL('/incidents');
    await expect(page.getByLabel('Environment', { exact: true })).toBeFocused();
    await expect(page.getByRole('heading', { name: 'Unresolved' })).toBeVisible();
  });

  test('says so where an incident is not there', async ({ complaints, page }) => {
    complaints.provoke(/incidents\/.*: 404|Failed to load resource: .* 404/);
    await open(page, '/incidents/01998a00-0000-7000-8000-000000000001');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Incident not found');
  });
});

test.describe('The pages about alerts', () => {
  test('are reached from each other by keyboard', async ({ page }) => {
    await open(page, '/incidents');
    const pages = page.getByRole('navigation', { name: 'Alert pages' });
    await expect(pages.getByRole('link', { name: 'Incidents' })).toHaveAttribute('aria-current', 'page');
    await pages.getByRole('link', { name: 'Incidents' }).focus();
    for (const name of ['Rules', 'Deliveries', 'Mutes', 'Channels']) {
      await page.keyboard.press('ArrowRight');
      await expect(pages.getByRole('link', { name })).toBeFocused();
    }
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL('/channels');
  });
});
