import { open } from '../stage/console-page.ts';
import { expect, test } from '../stage/test.ts';

test.describe('A test message', () => {
  test('arrives in the environment’s own channel, and in no other', async ({ page, sandbox }) => {
    await open(page, '/environments/staging/services/discord');
    await page.getByRole('button', { name: 'Send test message' }).click();
    await expect(page.getByText(/Delivered in .+: message \d+\./)).toBeVisible();
    expect(await sandbox.messagesIn('dev')).toEqual([]);
    const [message] = await sandbox.messagesIn('staging');
    // The colour is the one of the environment's tab.
    expect(message).toMatchObject({
      embeds: [{ title: expect.stringContaining('Test message'), color: 0x9b2ae9 }],
    });
  });

  test('to a webhook that is gone is answered by Discord, and arrives once it is back', async ({
    complaints,
    page,
    sandbox,
  }) => {
    // The console itself does not send twice in five seconds.
    complaints.provoke(/tests: 429|Failed to load resource: .* 429/);
    await open(page, '/environments/prod/services/discord');
    await sandbox.fault({ service: 'discord', environment: 'prod', kind: 'status', status: 404 });
    const send = page.getByRole('button', { name: 'Send test message' });
    await send.click();
    await expect(page.getByText('Create a new webhook and set its URL.')).toBeVisible();
    await expect(page.getByText('HTTP 404 · 10015 · “Unknown Webhook”')).toBeVisible();
    await expect(page.getByText(/^Delivered in/)).toBeHidden();

    await send.click();
    await expect(page.getByText('Too soon after the last request. Try again in')).toBeVisible();

    await sandbox.clearFaults('discord');
    await expect(async () => {
      await send.click();
      await expect(page.getByText(/^Delivered in/)).toBeVisible({ timeout: 1_000 });
    }).toPass();
  });

  test('is refused for a while when Discord is asked too often', async ({ page, sandbox }) => {
    await open(page, '/environments/dev/services/discord');
    await sandbox.fault({ service: 'discord', environment: 'dev', kind: 'rate-limit', retryAfterSeconds: 3 });
    await page.getByRole('button', { name: 'Send test message' }).click();
    await expect(page.getByText(/Not delivered after .+: Rate limited by the vendor until/)).toBeVisible();
  });
});
