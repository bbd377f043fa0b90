import { card, open, tab } from '../stage/console-page.ts';
import { expect, test } from '../stage/test.ts';

test.describe('A fourth environment', () => {
  test('has its tab, its row and its own services by settings alone', async ({ otherConsole, page }) => {
    await open(page, otherConsole.url);
    await expect(page.getByRole('navigation').getByRole('link')).toHaveText([
      /Overview/,
      /Development/,
      /Qa/,
      /Staging/,
      /Production/,
    ]);
    await expect(page.getByRole('rowheader')).toHaveText([/Production/, /Staging/, /Qa/, /Development/]);
    await tab(page, 'Qa').click();
    await expect(page).toHaveURL(`${otherConsole.url}/environments/qa`);
    await expect(card(page, 'redis')).toContainText('qa:');
    await expect(card(page, 'uptimerobot')).toContainText('qa api health');
    await expect(card(page, 'sentry')).toContainText('qa');
    await tab(page, 'Staging').click();
    await expect(card(page, 'redis')).toContainText('stage:');
  });
});

test.describe('What is not configured', () => {
  test('names the variables to set, and copies them', async ({ context, otherConsole, page }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await open(page, `${otherConsole.url}/environments/qa`);
    const discord = card(page, 'discord');
    await expect(discord).toHaveAttribute('data-status', 'unconfigured');
    await expect(discord).toContainText('Not configured in this environment');
    await expect(discord).toContainText('DISCORD_WEBHOOK_URL_QA');
    await discord.getByRole('button', { name: 'Copy variables' }).click();
    await expect(discord.getByRole('button', { name: 'Copied' })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('DISCORD_WEBHOOK_URL_QA=');
    await expect(card(page, 'mongodb')).toContainText('MONGODB_URI_QA');
    await expect(card(page, 'endpoints')).toContainText('ENDPOINTS_QA');
  });

  test('is said on its own page too, which offers nothing that cannot be done', async ({
    otherConsole,
    page,
  }) => {
    await open(page, `${otherConsole.url}/environments/qa/services/discord`);
    await expect(page.getByRole('main')).toContainText('DISCORD_WEBHOOK_URL_QA');
    await expect(page.getByRole('button', { name: /Check now/ })).toBeHidden();
    await expect(page.getByRole('button', { name: 'Send test message' })).toBeHidden();
  });
});

test.describe('A mistake in settings', () => {
  test('as a wrong key leaves that service unknown, and only there', async ({ otherConsole, page }) => {
    await open(page, `${otherConsole.url}/environments/staging`);
    await expect(card(page, 'uptimerobot')).toHaveAttribute('data-status', 'unknown');
    await expect(card(page, 'uptimerobot')).toContainText('The service rejects the credential');
    await tab(page, 'Production').click();
    await expect(card(page, 'uptimerobot')).toHaveAttribute('data-status', 'up');
  });

  test('as one channel for two environments is warned of on every page', async ({ otherConsole, page }) => {
    await open(page, `${otherConsole.url}/environments/staging`);
    await expect(card(page, 'discord')).toHaveAttribute('data-status', 'degraded');
    await expect(card(page, 'discord')).toContainText(
      'This channel also receives notifications from Production.',
    );
    await page.getByText(/settings? needs? attention/).click();
    await expect(page.getByRole('region', { name: 'Notices' })).toContainText(
      'Staging and Production arrive in one Discord channel',
    );
  });

  test('as an environment that Sentry does not know names those that it knows', async ({
    otherConsole,
    page,
  }) => {
    await open(page, `${otherConsole.url}/environments/dev/services/sentry`);
    await expect(page.getByRole('main')).toContainText('Sentry does not know “nowhere”. It knows:');
  });
});
