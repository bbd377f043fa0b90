import type { Page } from '@playwright/test';
import { OidcServer } from '../../../../libs/testing/servers/oidc-server.ts';
import { type GuardedStage, startGuardedStage } from '../stage/guarded-stage.ts';
import { expect, test } from '../stage/test.ts';
import { uncover } from '../stage/console-page.ts';
import { violations } from '../stage/violations.ts';

const CONSOLE_URL = 'http://127.0.0.1:3932';
const PROVIDER_PORT = 4890;

const ACCOUNTS = {
  Minji: { name: 'Minji', email: 'minji@example.com', email_verified: true, groups: ['sre'] },
  Joon: { name: 'Joon', email: 'joon@example.com', email_verified: true, groups: ['web'] },
  Sora: { name: 'Sora', email: 'sora@example.com', email_verified: true, groups: ['sales'] },
};

/** One story: each test goes on where the one before it ended. */
test.describe.configure({ mode: 'serial' });

test.describe('sign-in by OpenID Connect', () => {
  let stage: GuardedStage;
  let provider: OidcServer;

  const startProvider = () =>
    OidcServer.start({ accounts: ACCOUNTS, consoleUrl: CONSOLE_URL, port: PROVIDER_PORT });

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    provider = await startProvider();
    stage = await startGuardedStage(3932, 4870, {
      ...provider.variables,
      PUBLIC_URL: CONSOLE_URL,
      GROUP_ROLES: 'sre=owner, web=operator@staging viewer@prod',
    });
  });
  test.afterAll(async () => {
    await stage.stop();
    await provider.close();
  });

  // The provider's pages have no icon, and the one that asks before it signs out wants a font from elsewhere.
  test.beforeEach(({ complaints }) => complaints.provoke(/favicon\.ico|css\?family=/));

  const at = (path: string) => `${CONSOLE_URL}${path}`;

  async function signIn(page: Page, account: keyof typeof ACCOUNTS, path = '/'): Promise<void> {
    await page.goto(at(path));
    await page.getByRole('link', { name: 'Sign in with Example ID' }).click();
    await page.getByRole('link', { name: `Continue as ${account}` }).click();
  }

  test('leads to the provider and back to the page that was wanted', async ({ page, complaints }) => {
    complaints.provoke(/401/);
    await page.goto(at('/people'));
    await expect(page.getByRole('link', { name: 'Sign in with Example ID' })).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await signIn(page, 'Minji', '/people');
    await expect(page.getByRole('heading', { name: 'People' })).toBeVisible();
    await expect(page.getByRole('row', { name: /Minji/ })).toContainText('Example ID');
    expect(await violations(page)).toEqual([]);
    await page.goto(at('/account'));
    await expect(page.getByText('You sign in with Example ID')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Password' })).toHaveCount(0);
    await expect(page.getByRole('heading', { name: 'Passkeys' })).toHaveCount(0);
  });

  test('gives the roles of groups, and says where they come from', async ({ page, browser, complaints }) => {
    complaints.provoke(/401/);
    const context = await browser.newContext({ locale: 'en-US' });
    await uncover(context);
    const joon = await context.newPage();
    await signIn(joon, 'Joon');
    await expect(joon.getByRole('link', { name: /^Staging/ }).first()).toBeVisible();
    await expect(joon.getByRole('link', { name: /^Development/ })).toHaveCount(0);
    await context.close();

    await signIn(page, 'Minji', '/people');
    await page.getByRole('link', { name: 'Joon' }).click();
    await expect(page.getByRole('heading', { name: 'From groups' })).toBeVisible();
    await expect(page.getByText('Because of the groups web.')).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });

  test('shows whoever has no role what helps, and lets them sign out', async ({ page, complaints }) => {
    complaints.provoke(/40[13]/);
    await signIn(page, 'Sora', '/incidents');
    await expect(page.getByRole('heading', { name: 'No role yet' })).toBeVisible();
    await expect(page.getByText('sora@example.com')).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page).toHaveURL(new RegExp(`^http://127.0.0.1:${PROVIDER_PORT}/session/end`));
  });

  test('lists people within a phone, be it that they have no role', async ({ page, complaints }) => {
    complaints.provoke(/401/);
    await page.setViewportSize({ width: 390, height: 844 });
    await signIn(page, 'Minji', '/people');
    await expect(page.getByRole('row', { name: /Sora/ })).toContainText('no access');
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  });

  test('says that the provider is away, and goes on once it is back', async ({ page, complaints }) => {
    complaints.provoke(/401|ERR_CONNECTION_REFUSED|ERR_ABORTED/);
    await provider.close();
    // What the console knows of the provider is believed for a minute.
    await expect(async () => {
      await page.goto(at('/api/session/oidc?returnTo=/rules'));
      await expect(page).toHaveURL(/\/sign-in\?problem=provider-away/, { timeout: 1_000 });
    }).toPass({ timeout: 90_000 });
    await expect(page.getByText('does not respond to the console')).toBeVisible();
    provider = await startProvider();
    await page.getByRole('link', { name: 'Sign in with Example ID' }).click();
    await page.getByRole('link', { name: 'Continue as Minji' }).click();
    await expect(page.getByRole('heading', { name: 'Rules' })).toBeVisible();
  });
});
