import { expect, type Locator, type Page } from '@playwright/test';
import { card, giveName, open } from '../stage/console-page.ts';
import type { Sandbox } from '../stage/sandbox.ts';
import { test } from '../stage/test.ts';
import { violations } from '../stage/violations.ts';

const SOON = { timeout: 40_000 };
const UNTIL = /Silenced until \d\d:\d\d/;

/** Presses twice: what opens the menu, and a length. */
async function silence(page: Page, name: string, length = '1 h'): Promise<void> {
  await page
    .getByRole('button', { name: `Silence: ${name}`, exact: true })
    .first()
    .click();
  const menu = page.getByRole('dialog', { name: `Silence: ${name}` });
  await menu.getByRole('button', { name: length, exact: true }).click();
  await expect(menu).toBeHidden();
}

async function unsilence(page: Page, name: string): Promise<void> {
  await page
    .getByRole('button', { name: `End silence: ${name}`, exact: true })
    .first()
    .click();
  await expect(page.getByRole('button', { name: `Silence: ${name}`, exact: true }).first()).toBeVisible();
}

/** Somebody who has given a name before, in this browser. */
async function openAsMinji(page: Page, path: string): Promise<void> {
  await open(page, path);
  await page.getByRole('button', { name: 'Display settings' }).click();
  await page.getByRole('menuitem', { name: 'Change your name' }).click();
  await giveName(page, 'Minji');
}

/** Has an endpoint fail, and shows the row of its incident. */
async function rowOf(page: Page, sandbox: Sandbox, endpoint: string): Promise<Locator> {
  await sandbox.answer('dev', endpoint, { status: 503 });
  await open(page, '/incidents?environment=dev&service=endpoints');
  const row = page
    .getByRole('list', { name: 'Unresolved' })
    .getByRole('listitem')
    .filter({ hasText: `Endpoints · ${endpoint}` });
  await expect(row).toBeVisible(SOON);
  return row;
}

test.describe('Silencing', () => {
  test('takes two presses on a card, shows everywhere, and ends with one', async ({ page }) => {
    await openAsMinji(page, '/environments/staging');
    await silence(page, 'Redis, Staging');
    await expect(card(page, 'redis').getByText(UNTIL)).toBeVisible();
    await expect(page.getByText(/Redis, Staging is silenced until/)).toBeAttached();
    await expect(page.getByRole('button', { name: 'End silence: Redis, Staging' })).toBeFocused();
    // What the bar over the page covers at the moment has no size for axe.
    await page.evaluate(() => scrollTo(0, 0));
    expect(await violations(page)).toEqual([]);

    await page.goto('/environments/staging/services/redis');
    await expect(page.getByRole('main').getByText(UNTIL)).toBeVisible();
    await page.goto('/mutes');
    await expect(page.getByRole('region', { name: 'Active' })).toContainText('by Minji');

    await page.goto('/environments/staging');
    await unsilence(page, 'Redis, Staging');
    await expect(card(page, 'redis').getByText(UNTIL)).toBeHidden();
  });

  test('asks for the name once, and holds a reason and an own time', async ({ page }) => {
    await open(page, '/environments/dev/services/mongodb');
    await page.getByRole('button', { name: 'Silence: MongoDB, Development' }).click();
    await giveName(page, 'Joon');
    const menu = page.getByRole('dialog', { name: 'Silence: MongoDB, Development' });
    await expect(menu.getByRole('button', { name: '1 h', exact: true })).toBeFocused();
    expect(await violations(page)).toEqual([]);
    await menu.getByLabel('Reason (optional)').fill('Index is rebuilt');
    await menu.getByRole('button', { name: 'Other time …' }).click();
    await menu.getByLabel('Ends at').fill('2020-01-01T00:00');
    await menu.getByRole('button', { name: 'Silence', exact: true }).click();
    await expect(menu).toContainText('Choose a time within the next year.');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Silence: MongoDB, Development' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(menu.getByLabel('Reason (optional)')).toHaveValue('Index is rebuilt');
    await menu.getByRole('button', { name: /^Until / }).click();
    await expect(page.getByRole('main').getByText(/Silenced until .*09:00/)).toBeVisible();
    await unsilence(page, 'MongoDB, Development');
  });

  test('works from the row of a target, and of an incident, of which another notifies all the same', async ({
    page,
    sandbox,
  }) => {
    await openAsMinji(page, '/environments/dev/services/endpoints');
    await silence(page, 'search, Development', '4 h');
    const target = page.getByRole('row').filter({ hasText: 'search' });
    await expect(target.getByText(UNTIL)).toBeVisible();
    await unsilence(page, 'search, Development');

    const row = await rowOf(page, sandbox, 'search');
    await silence(page, 'Endpoints · search, Development');
    await expect(row.getByText(UNTIL)).toBeVisible();
    await row.getByRole('link').click();
    await expect(page.getByRole('main').getByText(UNTIL)).toBeVisible();
    await unsilence(page, 'Endpoints · search, Development');
    await expect(page.getByRole('main').getByText(UNTIL)).toBeHidden();
  });

  test('that fails loses nothing', async ({ complaints, page }) => {
    complaints.provoke(/mutes: 503|Failed to load resource: .* 503/);
    await openAsMinji(page, '/environments/staging/services/redis');
    await page.route('**/api/internal/mutes', (route) =>
      route.request().method() === 'POST'
        ? route.fulfill({
            status: 503,
            contentType: 'application/problem+json',
            json: { type: 'about:blank', title: 'x', status: 503, code: 'store-failing', params: {} },
          })
        : route.continue(),
    );
    await page.getByRole('button', { name: 'Silence: Redis, Staging' }).click();
    const menu = page.getByRole('dialog', { name: 'Silence: Redis, Staging' });
    await menu.getByLabel('Reason (optional)').fill('Known');
    await menu.getByRole('button', { name: '1 h', exact: true }).click();
    await expect(menu.getByText(/store/)).toBeVisible();
    await expect(menu.getByLabel('Reason (optional)')).toHaveValue('Known');
  });
});

test.describe('Acknowledging', () => {
  test('is one press in the list, which asks the name once, says so and keeps the focus', async ({
    page,
    sandbox,
  }) => {
    const row = await rowOf(page, sandbox, 'login');
    const button = row.getByRole('button', { name: 'Acknowledge: Endpoints · login, Development' });
    await button.focus();
    await page.keyboard.press('Enter');
    await giveName(page, 'Minji');
    await expect(row.getByText('Acknowledged by Minji')).toBeFocused();
    await expect(page.getByText('Acknowledged: Endpoints · login, Development')).toBeAttached();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Tab');
    await expect(row.getByRole('button', { name: /^Silence/ })).toBeFocused();
  });

  test('is in reach on a phone, and hides nothing that has the focus', async ({ page, sandbox }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await (await rowOf(page, sandbox, 'search')).getByRole('link').click();
    const button = page.getByRole('button', { name: /^Acknowledge: / });
    await expect(button).toBeInViewport({ ratio: 1 });
    expect(await violations(page)).toEqual([]);
    const bar = await page.getByRole('main').getByRole('group', { name: 'Actions' }).boundingBox();
    const stops = await page.getByRole('main').locator('a, button, textarea, summary, [tabindex="0"]').all();
    for (const stop of stops) {
      if (!(await stop.isVisible()) || (await stop.evaluate((one) => one.closest('.act') !== null))) continue;
      await stop.focus();
      const box = await stop.boundingBox();
      expect(box && bar && box.y, await stop.evaluate((one) => one.outerHTML.slice(0, 80))).toBeLessThan(
        bar?.y ?? 0,
      );
    }
    await button.click();
    await giveName(page, 'Minji');
    await expect(page.getByRole('main').getByText('Acknowledged by Minji').first()).toBeInViewport();
  });
});

test.describe('Notifications that reached nobody', () => {
  test('show at the bell and in a notice, and are dismissed one by one or all', async ({ page, sandbox }) => {
    await sandbox.fault({ service: 'discord', environment: 'staging', kind: 'status', status: 400 });
    // No other test takes it: one that comes and goes is flapping, and notifies of nothing.
    await sandbox.answer('staging', 'health', { status: 503 });
    await openAsMinji(page, '/');
    const bell = page.getByRole('banner').getByRole('link', { name: /Alerts/ });
    await expect(bell).toContainText(/\d notifications? could not be delivered/, SOON);
    const notice = page.getByRole('region', { name: 'Notices' });
    await notice.getByRole('link', { name: 'Show dead letters' }).click();
    await expect(page).toHaveURL(/\/deliveries\?state=dead/);
    await sandbox.clearFaults('discord');
    const rows = page.getByRole('list', { name: 'Deliveries' }).getByRole('listitem');
    await rows.first().getByRole('button', { name: 'Dismiss' }).click();
    await expect(page.getByText('1 dismissed.').first()).toBeAttached();

    await page.goto('/deliveries');
    const all = page.getByRole('button', { name: 'Dismiss all' });
    if (await all.isVisible()) {
      await all.click();
      await page.getByRole('button', { name: 'Dismiss', exact: true }).first().click();
    }
    await expect(rows.filter({ hasText: 'Dismissed by Minji' }).first()).toBeVisible();
    await expect(bell).not.toContainText('could not be delivered');
    await expect(notice.getByText('could not be delivered')).toBeHidden();
    expect(await violations(page)).toEqual([]);
  });
});
