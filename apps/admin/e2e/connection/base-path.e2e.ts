import type { Page } from '@playwright/test';
import { card, open } from '../stage/console-page.ts';
import { documentedServers, freePort, NGINX, startNginx } from '../stage/nginx.ts';
import { startStage, type Stage } from '../stage/stage.ts';
import { Sandbox } from '../stage/sandbox.ts';
import { expect, test } from '../stage/test.ts';

const WAYS = ['the path passed on', 'the path taken off'];
const SANDBOX_PORT = 4400;

/** What the page loaded that is not below its path. */
const strays = (page: Page, base: string) =>
  page.evaluate(
    (below) =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        .filter((name) => !name.startsWith(below) && !name.startsWith('data:')),
    base,
  );

test.describe('Below a path, behind nginx as it is documented', () => {
  test.skip(NGINX === undefined, 'nginx is not installed (nginx-light)');

  for (const [index, way] of WAYS.entries()) {
    test.describe(way, () => {
      let stage: Stage;
      let stopNginx: () => Promise<void>;
      let base: string;

      test.beforeAll(async () => {
        const [port, consolePort] = [await freePort(), await freePort()];
        base = `http://127.0.0.1:${port}/envscope`;
        stage = await startStage({
          port: consolePort,
          sandboxPort: SANDBOX_PORT,
          variables: { PUBLIC_URL: base },
        });
        stopNginx = await startNginx(documentedServers()[index] ?? '', port, consolePort);
      });
      test.afterAll(async () => {
        await stopNginx();
        await stage.stop();
      });

      test('pages, links and lazy parts work, and a deep link after a reload', async ({ page }) => {
        await open(page, base);
        await expect(page).toHaveURL(`${base}/`);
        await page.getByRole('link', { name: 'Development' }).first().click();
        await expect(page).toHaveURL(`${base}/environments/dev`);
        await expect(card(page, 'redis')).toHaveAttribute('data-status', 'up');
        await page.goto(`${base}/incidents?environment=dev`);
        await page.reload();
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page).toHaveURL(`${base}/incidents?environment=dev`);
        expect(await strays(page, base)).toEqual([]);
      });

      test('events arrive while the page is open, through the worker that all tabs share', async ({
        page,
      }) => {
        await open(page, `${base}/environments/dev`);
        await expect(card(page, 'endpoints')).toHaveAttribute('data-status', 'up');
        await new Sandbox(stage.sandboxUrl).answer('dev', 'search', { status: 503 });
        await expect(card(page, 'endpoints')).toHaveAttribute('data-status', 'down');
        await new Sandbox(stage.sandboxUrl).answer('dev', 'search', { status: 200 });
        await expect(card(page, 'endpoints')).toHaveAttribute('data-status', 'up');
      });

      test('the stream is not held back', async () => {
        const stop = new AbortController();
        const answer = await fetch(`${base}/api/internal/stream`, { signal: stop.signal });
        const first = await answer.body?.getReader().read();
        stop.abort();
        expect(new TextDecoder().decode(first?.value)).toContain('event: console');
      });

      test('a person can act, and messages link back', async ({ page }) => {
        await open(page, `${base}/channels`);
        await page.getByRole('button', { name: /test/i }).first().click();
        const messages = async () => JSON.stringify(await new Sandbox(stage.sandboxUrl).messagesIn('dev'));
        await expect.poll(messages).toContain(`"url":"${base}"`);
      });

      test('the documentation of the API works', async ({ page }) => {
        await page.goto(`${base}/api/docs`);
        await expect(page.locator('.swagger-ui .opblock').first()).toBeVisible();
        await expect(page.locator('.servers select')).toHaveValue('/envscope');
        expect(await strays(page, base)).toEqual([]);
      });
    });
  }
});
