import { createHmac } from 'node:crypto';
import type { Page } from '@playwright/test';
import { decodeQR } from 'qr/decode.js';
import { type GuardedStage, startGuardedStage } from '../stage/guarded-stage.ts';
import { expect, test } from '../stage/test.ts';
import { uncover } from '../stage/console-page.ts';
import { violations } from '../stage/violations.ts';

const PASSWORD = 'correct horse 42 battery';
const OWNER = 'minji@example.com';
const VIEWER = 'joon@example.com';

/** One story: each test goes on where the one before it ended. */
test.describe.configure({ mode: 'serial' });

test.describe('access', () => {
  let stage: GuardedStage;

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    stage = await startGuardedStage(3931, 4850);
  });
  test.afterAll(() => stage.stop());

  const at = (path: string) => `${stage.url}${path}`;

  async function signIn(page: Page, email: string, path = '/'): Promise<void> {
    await page.goto(at(`/sign-in?back=${encodeURIComponent(path)}`));
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  async function openMenu(page: Page): Promise<void> {
    await page.getByRole('button', { name: /^Person: / }).click();
  }

  test('leads whoever comes first to the set-up, and takes the token out of the address', async ({
    page,
    complaints,
  }) => {
    complaints.provoke(/401|400/);
    await page.goto(at('/incidents'));
    await expect(page.getByRole('heading', { name: 'Set up this console' })).toBeVisible();

    await page.goto(at(stage.setUpPath));
    await expect(page.getByRole('heading', { name: 'Set up this console' })).toBeVisible();
    expect(page.url()).toBe(at('/set-up'));
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('Your name').fill('Minji');
    await page.getByLabel('Email').fill(OWNER);
    await page.getByLabel('Password', { exact: true }).fill('password1234');
    await page.getByRole('button', { name: 'Create the owner' }).click();
    await expect(page.getByText('Many people use this password')).toBeVisible();
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Create the owner' }).click();
    await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
    await openMenu(page);
    await expect(page.getByText(OWNER)).toBeVisible();
  });

  test('signs in where the person was, and out, and says when a session has ended', async ({
    page,
    complaints,
  }) => {
    complaints.provoke(/401/);
    await page.goto(at('/rules'));
    await expect(page).toHaveURL(/\/sign-in\?back=%2Frules$/);
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('Email').fill(OWNER);
    await page.getByLabel('Password', { exact: true }).fill('not my password');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByText('The email or the password is wrong.')).toBeVisible();
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Rules' })).toBeVisible();

    // Another tab ends the session: this one hears of it by the stream.
    const other = await page.context().newPage();
    await other.goto(at('/'));
    await openMenu(other);
    await other.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(other.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await expect(page.getByText('Your session has ended.')).toBeVisible({ timeout: 20_000 });
    await expect(page.getByRole('heading', { name: 'Rules' })).toBeHidden();
  });

  test('invites a person, who may do only what their role allows', async ({ page, browser, complaints }) => {
    complaints.provoke(/401/);
    await signIn(page, OWNER, '/people');
    await page.getByRole('button', { name: 'Invite', exact: true }).click();
    await page.getByLabel('Name', { exact: true }).fill('Joon');
    await page.getByLabel('Email').fill(VIEWER);
    await page.getByLabel('All environments').selectOption('no access');
    await page.getByLabel('Staging').selectOption('operator');
    await page.getByLabel('Production').selectOption('viewer');
    await page.getByRole('button', { name: 'Make the invitation' }).click();
    await expect(page.getByRole('heading', { name: 'Joon is invited' })).toBeFocused();
    const link = (await page.locator('app-shown-once code').first().textContent()) ?? '';
    await expect(page.getByRole('row', { name: /Joon/ })).toContainText('operator');
    expect(await violations(page)).toEqual([]);

    const context = await browser.newContext({ locale: 'en-US' });
    await uncover(context);
    const joon = await context.newPage();
    await joon.goto(link);
    await expect(joon.getByRole('heading', { name: 'Welcome, Joon' })).toBeVisible();
    expect(joon.url()).not.toContain('#');
    await joon.getByLabel('New password').fill(PASSWORD);
    await joon.getByRole('button', { name: 'Save and sign in' }).click();
    await expect(joon.getByRole('heading', { name: 'Overview' })).toBeVisible();
    // Environments that nobody gave Joon are not there.
    await expect(joon.getByRole('link', { name: /^Development/ })).toHaveCount(0);

    await joon.goto(at('/environments/prod'));
    const check = joon.getByRole('button', { name: 'Check all now' });
    await expect(check).toHaveAttribute('aria-disabled', 'true');
    await expect(check).toHaveAccessibleDescription('Needs the role operator in Production');
    await check.focus();
    await expect(joon.locator('.bubble')).toHaveText('Needs the role operator in Production');
    await joon.goto(at('/environments/staging'));
    await expect(joon.getByRole('button', { name: 'Check all now' })).not.toHaveAttribute('aria-disabled');
    await context.close();
  });

  test('asks for the code of the authenticator app once it is turned on', async ({ page, complaints }) => {
    complaints.provoke(/401/);
    await signIn(page, OWNER, '/account');
    await page.getByRole('button', { name: 'Turn on' }).click();
    const secret = ((await page.locator('app-second-factor .key code').textContent()) ?? '').replaceAll(
      ' ',
      '',
    );
    expect(await scanned(page)).toBe(await page.locator('app-second-factor-form a').getAttribute('href'));
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('Code that the app shows').fill(codeOf(secret, Date.now()));
    await page.getByLabel('Your password, to be sure that it is you').fill(PASSWORD);
    await page.getByRole('button', { name: 'Turn on' }).click();
    await expect(page.getByRole('heading', { name: 'Recovery codes' })).toBeFocused();
    const recovery = (await page.locator('app-recovery-code-list code').first().textContent()) ?? '';
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Done' }).click();

    await openMenu(page);
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page.getByLabel('Email')).toBeVisible();
    await signIn(page, OWNER, '/account');
    await expect(page.getByRole('heading', { name: 'Second step' })).toBeVisible();
    await page.getByLabel('Code').fill('000000');
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByText('The code is wrong')).toBeVisible();
    await page.getByLabel('Code').fill(recovery);
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByRole('heading', { name: 'Account' })).toBeVisible();
  });

  test('signs in with a passkey', async ({ page, complaints }) => {
    complaints.provoke(/401/);
    const session = await page.context().newCDPSession(page);
    await session.send('WebAuthn.enable');
    await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    // A passkey belongs to a name: an address of numbers has none.
    const named = (path: string) => at(path).replace('127.0.0.1', 'localhost');
    await page.goto(named('/sign-in?back=/account'));
    await page.getByLabel('Email').fill(VIEWER);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await expect(page.getByText('never used')).toBeVisible();
    await openMenu(page);
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await expect(page.getByRole('heading', { name: 'Account' })).toBeVisible();
  });
});

/** What a phone's camera reads from the QR code, as the browser has painted it. */
async function scanned(page: Page): Promise<string> {
  const code = page.getByRole('img', { name: 'QR code for the authenticator app' });
  const png = (await code.screenshot()).toString('base64');
  // In a page of its own: the console's policy lets in no image that it did not bring.
  const canvas = await page.context().newPage();
  const { width, height, data } = await canvas.evaluate(async (source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const { width, height } = image;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context?.drawImage(image, 0, 0);
    return { width, height, data: [...(context?.getImageData(0, 0, width, height).data ?? [])] };
  }, `data:image/png;base64,${png}`);
  await canvas.close();
  return decodeQR({ width, height, data: Uint8ClampedArray.from(data) });
}

/** The code that an authenticator app shows for the secret (RFC 6238). */
function codeOf(secret: string, nowMs: number): string {
  const bits = [...secret].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  );
  const bytes = (bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(nowMs / 30_000)));
  const hash = createHmac('sha1', Buffer.from(bytes)).update(counter).digest();
  const offset = (hash.at(-1) ?? 0) & 15;
  return String((hash.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
}
