import type { Locator, Page } from '@playwright/test';
import { giveName, open } from '../stage/console-page.ts';
import type { Sandbox } from '../stage/sandbox.ts';
import { expect, test } from '../stage/test.ts';
import { violations } from '../stage/violations.ts';

/** Two failed checks, five seconds apart, and the time to evaluate and to notify. */
const SOON = { timeout: 40_000 };

const row = (page: Page, name: string): Locator => page.getByRole('row').filter({ hasText: name });
const environment = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });

/** The newest message about the failing API in Development: Discord, which fails as well, has its own. */
const newest = (page: Page): Locator =>
  page
    .getByRole('list', { name: 'Deliveries' })
    .getByRole('listitem')
    .filter({ hasText: 'Endpoints · api' })
    .first();

async function writeRule(page: Page, name: string): Promise<void> {
  await open(page, '/rules');
  await page.getByRole('link', { name: 'New rule' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Service').selectOption('Request metrics');
  await page.getByLabel('Measurement').selectOption('Error rate');
  await page.getByLabel('Staging').check();
  await page.getByLabel('Threshold', { exact: true }).fill('0.07');
  await page.getByLabel('Duration', { exact: true }).fill('90');
  await page.getByLabel('Duration unit').selectOption('s');
  await page.getByText('Critical', { exact: true }).click();
  await page.getByLabel('Tags').fill('checkout, payments');
  await page.getByRole('button', { name: 'Save rule' }).click();
}

test.describe('Rules', () => {
  test('come with the console, are written in people’s units, turned off and deleted', async ({
    page,
    request,
  }) => {
    await writeRule(page, 'Checkout fails');
    await expect(row(page, 'Redis memory is nearly full')).toContainText('over 90% for 5m');
    const own = row(page, 'Checkout fails');
    await expect(own).toContainText('over 0.07% for 1m 30s');
    await expect(own).toContainText('Staging');
    await expect(own).toContainText('Critical');
    const { rules } = (await (await request.get('/api/internal/rules')).json()) as {
      rules: { name: string; threshold: number; durationMs: number }[];
    };
    expect(rules.find(({ name }) => name === 'Checkout fails')).toMatchObject({
      threshold: 0.0007,
      durationMs: 90_000,
    });

    const isOn = own.getByRole('switch', { name: 'Checkout fails is on' });
    await isOn.click();
    await expect(isOn).not.toBeChecked();
    await page.getByText('Off', { exact: true }).click();
    await page.getByRole('searchbox', { name: 'Search rules' }).fill('payments');
    await expect(page).toHaveURL(/state=off&text=payments/);
    await page.reload();
    await expect(own).toBeVisible();
    await expect(row(page, 'Redis memory is nearly full')).toBeHidden();

    await own.getByRole('link', { name: 'Checkout fails', exact: true }).click();
    await page.getByRole('button', { name: 'Delete' }).click();
    await page
      .getByRole('group', { name: /Delete this rule/ })
      .getByRole('button', { name: 'Delete' })
      .click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Rules');
    await expect(own).toBeHidden();
  });

  test('on one route are tried on what is stored, said in a sentence, and fire', async ({
    page,
    busyConsole,
  }) => {
    const ENGLISH =
      /Notifies when p95 response time of GET \/api\/products in Development is over 10 ms for 10 sec\./;
    await open(page, `${busyConsole.url}/rules/new`);
    await page.getByLabel('Name', { exact: true }).fill('Products are slow');
    await page.getByLabel('Service').selectOption('Request metrics');
    await page.getByLabel('Target').selectOption('GET /api/products');
    await page.getByLabel('Measurement').selectOption('p95 response time');
    await page.getByLabel('Development').check();
    await page.getByLabel('Threshold', { exact: true }).fill('0.01');
    const preview = page.locator('app-rule-preview');
    await expect(preview).toContainText('unusual threshold');
    await page.getByLabel('Threshold unit').selectOption('s');
    await expect(preview).not.toContainText('unusual threshold');
    await page.getByLabel('Duration', { exact: true }).fill('10');
    await page.getByLabel('Duration unit').selectOption('s');
    await expect(preview).toContainText(ENGLISH);
    await expect
      .poll(async () => {
        await page.getByLabel('Duration', { exact: true }).fill('11');
        await page.getByLabel('Duration', { exact: true }).fill('10');
        return preview.textContent();
      }, SOON)
      .toMatch(/Now \d+ ms/);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save rule' }).click();

    const saved = page.locator('app-notice.good');
    await expect(saved).toContainText('Saved: Products are slow');
    await expect(saved).toContainText(ENGLISH);
    const own = row(page, 'Products are slow');
    await expect(own).toContainText('Request metrics: p95 response time');
    await expect(own).toContainText('GET /api/products');
    expect(await violations(page)).toEqual([]);
    await expect(own).toContainText('1 firing now', SOON);
    await own.getByRole('link', { name: '1 firing now' }).click();
    await expect(page.getByRole('main')).toContainText('GET /api/products');

    await open(page, `${busyConsole.url}/rules?text=Products are slow`);
    await own.getByRole('link', { name: 'Products are slow', exact: true }).click();
    await expect(page.getByLabel('Target')).toHaveValue('GET:/api/products');
    await page.getByRole('button', { name: 'Delete' }).click();
    await page
      .getByRole('group', { name: /Delete this rule/ })
      .getByRole('button', { name: 'Delete' })
      .click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Rules');
  });

  test('that are not complete are not sent, and say at each field what is missing', async ({ page }) => {
    await open(page, '/rules/new');
    await page.getByRole('button', { name: 'Save rule' }).click();
    await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
    await expect(page.getByLabel('Name', { exact: true })).toHaveAccessibleDescription('Required.');
    await expect(page.getByLabel('Threshold', { exact: true })).toHaveAccessibleDescription('Required.');
    expect(await violations(page)).toEqual([]);
  });
});

async function failUnheard(page: Page, sandbox: Sandbox): Promise<void> {
  await sandbox.fault({ service: 'discord', environment: 'dev', kind: 'status', status: 400 });
  await sandbox.answer('dev', 'health', { status: 503 });
  await open(page, '/deliveries?environment=dev&channel=dev.discord');
  await expect(newest(page)).toContainText('Dead letter', SOON);
}

test.describe('Deliveries', () => {
  // What reached nobody meanwhile would stand above the pages of all other tests.
  test.afterEach(async ({ request }) => {
    const sent = await request.post('/api/internal/deliveries/replays', { data: { environment: 'dev' } });
    expect(sent.ok()).toBe(true);
  });

  test('that Discord refuses are given up, say why, and are sent again by hand', async ({
    page,
    sandbox,
  }) => {
    await failUnheard(page, sandbox);
    await expect(newest(page)).toContainText('The channel rejects the message.');
    await newest(page)
      .getByText(/\d attempts?/)
      .click();
    await expect(newest(page)).toContainText('Message rejected');
    await page.getByLabel('State').selectOption('Dead letter');
    await expect(page).toHaveURL(/environment=dev&channel=dev.discord&state=dead/);
    expect(await violations(page)).toEqual([]);

    await sandbox.clearFaults('discord');
    await newest(page).getByRole('button', { name: 'Send again' }).click();
    await page.getByLabel('State').selectOption('All states');
    await expect(newest(page)).toContainText('Delivered', SOON);
    expect(await sandbox.messagesIn('dev')).not.toEqual([]);
  });
});

test.describe('Mutes', () => {
  test('begin and end in a person’s name, and count down', async ({ page }) => {
    await open(page, '/mutes');
    await page.getByRole('button', { name: 'Mute', exact: true }).click();
    const form = page.getByRole('region', { name: 'Mute', exact: true });
    await form.getByText('Silence', { exact: true }).click();
    await form.getByText('Development', { exact: true }).click();
    await form.getByLabel('Service').selectOption('Endpoints');
    await form.getByLabel('Target').selectOption('search');
    await form.getByText('30 min', { exact: true }).click();
    await form.getByLabel('Reason').fill('The index is rebuilt');
    expect(await violations(page)).toEqual([]);
    await form.getByRole('button', { name: 'Mute', exact: true }).click();
    await giveName(page, 'Minji');

    const active = page.getByRole('region', { name: 'Active' }).getByRole('listitem');
    await expect(active).toContainText('Endpoints · search');
    await expect(active).toContainText(/(30m|29m \d+s) left/);
    await expect(active).toContainText('by Minji');
    await active.getByRole('button', { name: 'End now' }).click();
    await expect(page.getByRole('region', { name: 'Ended' })).toContainText('Ended by Minji');
    await expect(page.getByRole('region', { name: 'Active' })).toBeHidden();
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  });

  test('show a deployment what to run', async ({ context, page }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await open(page, '/mutes');
    await page.getByRole('button', { name: 'Copy commands' }).click();
    await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('/api/internal/mutes --json');
  });
});

test.describe('Channels', () => {
  test('that are broken say so and what to do, and work again when they are repaired', async ({
    complaints,
    page,
    sandbox,
  }) => {
    // The console itself does not send twice in five seconds.
    complaints.provoke(/tests: 429|Failed to load resource: .* 429/);
    await open(page, '/channels');
    const prod = environment(page, 'Production');
    await sandbox.fault({ service: 'discord', environment: 'prod', kind: 'status', status: 404 });
    await prod.getByRole('button', { name: /Send test message/ }).click();
    await expect(prod).toContainText('Not delivered after');
    await expect(prod.locator('header')).toContainText('Broken');
    await expect(prod).toContainText('Create a new webhook and set its URL.');
    await expect(prod).toContainText('HTTP 404 · 10015 · “Unknown Webhook”');
    await expect(environment(page, 'Staging')).not.toContainText('Broken');
    expect(await violations(page)).toEqual([]);

    await sandbox.clearFaults('discord');
    await prod.getByRole('button', { name: 'Retry now' }).click();
    await expect(prod.locator('header')).toContainText('Working');
  });

  test('name the variables of an environment without one, and warn of alerts that go astray', async ({
    otherConsole,
    page,
  }) => {
    // Where webhooks lead is known once Discord was checked, and this console has just been started.
    const settings = async () => (await page.request.get(`${otherConsole.url}/api/internal/config`)).text();
    await expect.poll(settings).toContain('channel-shared');
    await open(page, `${otherConsole.url}/channels`);
    await expect(environment(page, 'Qa')).toContainText('DISCORD_WEBHOOK_URL_QA');
    for (const name of ['Staging', 'Production']) {
      await expect(environment(page, name)).toContainText('arrive in one Discord channel');
    }
    await expect(environment(page, 'Development')).not.toContainText('arrive in one Discord channel');
    expect(await violations(page)).toEqual([]);
  });
});
