import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { type GuardedStage, startGuardedStage } from '../stage/guarded-stage.ts';
import { expect, test } from '../stage/test.ts';
import { uncover } from '../stage/console-page.ts';
import { violations } from '../stage/violations.ts';

const PASSWORD = 'correct horse 42 battery';
const OWNER = 'minji@example.com';
/** More than a page of the audit log holds. */
const MUTES = 60;

/** One story: each test goes on where the one before it ended. */
test.describe.configure({ mode: 'serial' });

test.describe('keys and the audit log', () => {
  let stage: GuardedStage;
  let key: string;

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    stage = await startGuardedStage(3933, 4870);
  });
  test.afterAll(() => stage.stop());

  const at = (path: string) => `${stage.url}${path}`;

  /** Asks the API as a program does. */
  const ask = (method: string, path: string, body?: object) =>
    fetch(at(`/api/internal${path}`), {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
  const mute = (environment: string) =>
    ask('POST', '/mutes', {
      kind: 'silence',
      scope: { environment, service: 'redis', target: null },
      endsAt: new Date(Date.now() + 3_600_000).toISOString(),
      reason: 'a release',
      by: 'CI',
    });

  async function signIn(page: Page, path: string): Promise<void> {
    await page.goto(at(`/sign-in?back=${encodeURIComponent(path)}`));
    await page.getByLabel(/^(Email|이메일)$/).fill(OWNER);
    await page.getByLabel(/^(Password|비밀번호)$/).fill(PASSWORD);
    await page.getByRole('button', { name: /^(Sign in|로그인)$/ }).click();
  }

  test('makes a key for some environments, which is shown once', async ({ page, complaints }) => {
    complaints.provoke(/401/);
    await page.goto(at(stage.setUpPath));
    await page.getByLabel('Your name').fill('Minji');
    await page.getByLabel('Email').fill(OWNER);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Create the owner' }).click();
    await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();

    await page.goto(at('/api-keys'));
    await expect(page.getByText('No API key yet')).toBeVisible();
    await page.getByRole('button', { name: 'New key' }).click();
    await page.getByRole('button', { name: 'Create key' }).click();
    await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
    await page.getByRole('textbox', { name: 'Name' }).fill('CI of the shop');
    await page.getByRole('checkbox', { name: 'Silence, and plan maintenance' }).check();
    await page.getByRole('checkbox', { name: 'Staging' }).check();
    await page.getByText('In 30 days').click();
    expect(await violations(page), 'the form').toEqual([]);
    await page.getByRole('button', { name: 'Create key' }).click();

    await expect(page.getByRole('heading', { name: 'The key CI of the shop' })).toBeFocused();
    key = (await page.locator('app-shown-once code').first().textContent()) ?? '';
    expect(await violations(page), 'the new key').toEqual([]);
    await page.getByRole('button', { name: 'Done' }).click();
    await expect(page.getByRole('button', { name: 'New key' })).toBeFocused();
    await page.reload();
    const row = page.getByRole('listitem').filter({ hasText: 'CI of the shop' });
    await expect(row).toContainText('Staging');
    await expect(row).toContainText('Active');
    expect(await page.content()).not.toContain(key);
  });

  test('lets the key do what it may where it may, and nothing once it is revoked', async ({
    page,
    complaints,
  }) => {
    complaints.provoke(/401/);
    expect((await ask('GET', '/environments/staging/dashboard')).status).toBe(200);
    expect((await ask('GET', '/environments/prod/dashboard')).ok).toBe(false);
    expect((await ask('POST', '/environments/staging/checks', {})).ok).toBe(false);
    expect((await mute('prod')).ok).toBe(false);
    for (let count = 0; count < MUTES; count += 1) expect((await mute('staging')).ok).toBe(true);

    await signIn(page, '/api-keys');
    const row = page.getByRole('listitem').filter({ hasText: 'CI of the shop' });
    await expect(row).not.toContainText('never');
    await row.getByRole('button', { name: 'Revoke' }).click();
    const question = row.getByRole('group', { name: /^Revoke CI of the shop\?/ });
    expect(await violations(page), 'the question').toEqual([]);
    await question.getByRole('button', { name: 'Revoke' }).click();
    await expect(row).toContainText('Revoked');
    await expect(row.getByRole('button', { name: 'Revoke' })).toHaveCount(0);
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    await expect
      .poll(async () => (await ask('GET', '/environments/staging/dashboard')).status, { timeout: 10_000 })
      .toBe(401);
  });

  test('shows who did what, page by page, with what was before and after', async ({ page, complaints }) => {
    complaints.provoke(/401/);
    await signIn(page, '/audit');
    const entries = page.locator('app-audit-row');
    await expect(entries.first()).toBeVisible();
    const first = await entries.count();
    await page.getByRole('button', { name: 'Show older entries' }).click();
    await expect.poll(() => entries.count()).toBeGreaterThan(first);

    await page.goto(at('/audit?action=makeApiKey'));
    await expect(entries).toHaveCount(1);
    await expect(entries).toContainText('Create API key');
    await expect(entries).toContainText('Minji');
    await entries.locator('summary').first().click();
    const changes = entries.getByRole('table');
    await expect(changes.getByRole('columnheader')).toHaveText(['Field', 'Before', 'After']);
    await expect(changes.getByRole('row').filter({ hasText: 'CI of the shop' })).toContainText('nothing');
    expect(await page.content()).not.toContain(key);
    expect(await violations(page), 'an entry’s changes').toEqual([]);

    await page.goto(at('/audit?action=revokeApiKey'));
    await expect(entries).toHaveCount(1);
    await expect(entries.locator('.where')).toContainText('CI of the shop');
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect(page).toHaveURL(/\/audit$/);
    await page.getByLabel('Environment', { exact: true }).selectOption('Staging');
    await expect(page).toHaveURL(/environment=staging/);
    await expect(entries.filter({ hasText: 'Set up the console' })).toHaveCount(0);
    await expect(entries.first()).toContainText('Staging');
  });

  test('exports what the filter finds as JSON lines', async ({ page, complaints }) => {
    complaints.provoke(/401/);
    await signIn(page, '/audit?action=addMute');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Export as JSON lines' }).click(),
    ]);
    const lines = readFileSync(await download.path(), 'utf8')
      .trimEnd()
      .split('\n');
    const entries = lines.map(
      (line) => JSON.parse(line) as { action: string; hash: string; outcome: string },
    );
    expect(new Set(entries.map(({ action }) => action))).toEqual(new Set(['addMute']));
    expect(entries.filter(({ outcome }) => outcome === 'done')).toHaveLength(MUTES);
    expect(new Set(entries.map(({ hash }) => hash)).size).toBe(entries.length);
  });

  for (const { width, locale } of [
    { width: 390, locale: 'ko-KR' },
    { width: 1440, locale: 'ko-KR' },
    { width: 390, locale: 'en-US' },
  ]) {
    test(`fit ${width} pixels in ${locale}`, async ({ browser }) => {
      const context = await browser.newContext({ locale, viewport: { width, height: 844 } });
      await uncover(context);
      const page = await context.newPage();
      for (const path of ['/api-keys', '/audit', '/people']) {
        if (path === '/api-keys') await signIn(page, path);
        else await page.goto(at(path));
        await expect(page.locator('app-key-row, app-audit-row, app-role-matrix').first()).toBeVisible();
        expect(await violations(page), path).toEqual([]);
        const [content, room] = await page.evaluate(
          () => [document.documentElement.scrollWidth, innerWidth] as const,
        );
        expect(content, path).toBeLessThanOrEqual(room);
      }
      await context.close();
    });
  }
});
