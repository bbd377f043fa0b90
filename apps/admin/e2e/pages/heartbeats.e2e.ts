import type { APIRequestContext } from '@playwright/test';
import { open } from '../stage/console-page.ts';
import { type Stage, startStage } from '../stage/stage.ts';
import { expect, test } from '../stage/test.ts';

const TOKEN = 'backup-token-of-the-e2e-test';

test.describe('Heartbeats', () => {
  let stage: Stage;

  test.beforeAll(async () => {
    test.setTimeout(90_000);
    stage = await startStage({
      port: 3919,
      sandboxPort: 4850,
      variables: { HEARTBEATS_DEV: `backup=${TOKEN},report=report-token-of-the-e2e-test` },
    });
  });
  test.afterAll(() => stage.stop());

  async function report(request: APIRequestContext, path: string, data = ''): Promise<void> {
    const answer = await request.post(`${stage.url}/api/heartbeats/${TOKEN}${path}`, {
      data,
      headers: { 'content-type': 'text/plain' },
    });
    expect(answer.status()).toBe(202);
  }

  test('show a job that fails at once, with its log, and that it is back', async ({ page, request }) => {
    await open(page, `${stage.url}/environments/dev/services/heartbeats`);
    const jobs = page.getByRole('group', { name: 'Jobs', exact: true });
    await expect(jobs).toContainText('The job has not sent a heartbeat yet');

    await report(request, '/start?run=night-1');
    await report(request, '/2?run=night-1', 'dumping…\n<b>no space left</b>');
    await expect(jobs.getByRole('row', { name: /backup/ })).toContainText('exit code 2');
    const runs = page.getByRole('group', { name: 'Runs of backup' });
    await expect(runs).toContainText('failed (exit code 2)');
    await runs.getByText('End of the log').click();
    await expect(runs.locator('pre')).toContainText('<b>no space left</b>');

    await open(page, `${stage.url}/incidents`);
    await expect(page.getByRole('main')).toContainText('no space left');

    await report(request, '');
    await open(page, `${stage.url}/environments/dev`);
    await expect(page.getByRole('article', { name: 'Heartbeats', exact: true })).toContainText('succeeded');
  });

  test('have an example to copy, without a token', async ({ page }) => {
    await open(page, `${stage.url}/environments/dev/services/heartbeats`);
    const setup = page.getByRole('region', { name: 'Report a run' });
    await expect(setup.locator('pre')).toContainText(`${stage.url}/api/heartbeats/TOKEN`);
    await setup.getByText('GitHub Actions').click();
    await expect(setup.locator('pre')).toContainText('if: always()');
    await expect(page.getByRole('main')).not.toContainText(TOKEN);
  });
});
