import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { open } from '../stage/console-page.ts';
import { committedSettings } from '../stage/stage.ts';
import { expect, test } from '../stage/test.ts';

const ROOT = resolve(import.meta.dirname, '../../../..');
const PORT = 3909;
const SANDBOX_PORT = 4700;
const CONSOLE = `http://127.0.0.1:${PORT}`;

test.describe('The first start', () => {
  let child: ChildProcess;
  let output = '';
  const folder = mkdtempSync(join(tmpdir(), 'envscope-first-start-'));

  test.beforeAll(async () => {
    const settings = { ...committedSettings(SANDBOX_PORT), PORT: String(PORT), DATA_DIR: folder };
    child = spawn(process.execPath, ['tools/start/main.ts'], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'], APP_ENV: 'dev', ...settings, CHECK_INTERVAL_SECONDS: '5' },
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
    await expect.poll(() => output, { timeout: 50_000 }).toContain('Next');
  });

  test.afterAll(async () => {
    if (child.exitCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    rmSync(folder, { recursive: true, force: true });
  });

  test('ends with five lines, shows a past, and an incident whose message people can read', async ({
    page,
  }) => {
    test.setTimeout(120_000);
    const lines = output.trimEnd().split('\n').slice(-5);
    expect(lines.map((line) => line.trim().split(' ')[0])).toEqual([
      'Demo',
      'Console',
      'Data',
      'Discord',
      'Next',
    ]);
    expect(lines[2]).toContain(join(folder, 'demo'));

    await open(page, `${CONSOLE}/incidents`);
    await expect(page.getByRole('main')).toContainText('orders');
    await expect(page.getByRole('banner')).toContainText('Demo: signed in as Demo');

    // It opens by itself. The message is where the console links its channel.
    await open(page, `${CONSOLE}/environments/prod/services/discord`);
    const link = page.getByRole('link', { name: '200000000000000003' });
    const address = `http://127.0.0.1:${SANDBOX_PORT}/discord/channels/300000000000000001/200000000000000003`;
    await expect(link).toHaveAttribute('href', address);
    await page.goto(address);
    const message = page
      .getByRole('article')
      .filter({ hasText: /Production: search .*/ })
      .first();
    await expect(message).toBeVisible({ timeout: 60_000 });
    await expect(message).toContainText('503');
  });
});
