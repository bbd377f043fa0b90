import { card, open } from '../stage/console-page.ts';
import { expect, test } from '../stage/test.ts';

test.describe('A service that is not simply up or down', () => {
  test('counts those of its targets that are well', async ({ page, sandbox }) => {
    await open(page, '/');
    const down = page
      .getByRole('row', { name: /^Production/ })
      .getByRole('link', { name: /^Endpoints: Down/ });
    await sandbox.answer('prod', 'orders', { status: 500 });
    await expect(down).toContainText('3 of 4 up');
    await down.click();
    const results = page.getByRole('group', { name: 'Endpoints' });
    await expect(results.getByRole('row', { name: /orders/ })).toContainText(
      'Unexpected status 500, expected 2xx',
    );
    await expect(results.getByRole('row', { name: /search/ })).toContainText('Up');
  });

  test('is unknown while the vendor limits the rate, and says until when', async ({ page, sandbox }) => {
    await open(page, '/environments/staging');
    const sentry = card(page, 'sentry');
    await expect(sentry).toHaveAttribute('data-status', 'up');
    await sandbox.fault({ service: 'sentry', kind: 'rate-limit', retryAfterSeconds: 4 });
    await page.getByRole('button', { name: 'Check all now' }).click();
    await expect(sentry).toHaveAttribute('data-status', 'unknown');
    await expect(sentry).toContainText('Rate limited by the vendor until');
    // Nobody knows that it is down, and what was read before is still shown.
    await expect(sentry).toContainText('Errors, 24 h');
  });

  test('shows a part of its figures where the server refuses a part', async ({ page, sandbox }) => {
    await open(page, '/environments/prod/services/mongodb');
    await sandbox.fault({ service: 'mongodb', environment: 'prod', kind: 'not-allowed' });
    await page.getByRole('button', { name: 'Check now' }).click();
    const main = page.getByRole('main');
    await expect(main).toContainText('The server does not let the console run these commands');
    await expect(main.getByRole('row', { name: /serverStatus/ })).toContainText('clusterMonitor');
    await expect(main).toContainText('Documents');
  });

  test('goes down when its answers cannot be understood', async ({ page, sandbox }) => {
    await open(page, '/environments/dev');
    await sandbox.fault({ service: 'sentry', environment: 'dev', kind: 'html' });
    await page.getByRole('button', { name: 'Check all now' }).click();
    await expect(card(page, 'sentry')).toContainText('The response is invalid');
  });
});
