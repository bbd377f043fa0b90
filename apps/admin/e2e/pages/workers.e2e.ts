import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { launchWorker, type WorkerProcess } from '../../../../tools/stage/console-process.ts';
import { open, uncover } from '../stage/console-page.ts';
import { committedSettings, type Stage, startStage } from '../stage/stage.ts';
import { expect, test } from '../stage/test.ts';
import { violations } from '../stage/violations.ts';

const QUEUE_PORT = 4990;
const SANDBOX_PORT = 4910;
const QUEUE = { QUEUE_URL: `redis://127.0.0.1:${QUEUE_PORT}`, LOCATIONS: 'seoul,frankfurt' };
const HAS_REDIS = spawnSync('redis-server', ['--version']).status === 0;

/** One story: each test goes on where the one before it ended. */
test.describe.configure({ mode: 'serial' });

test.describe('Workers and locations', () => {
  test.skip(!HAS_REDIS, 'redis-server is not installed');

  let stage: Stage;
  let redis: ChildProcess;
  let worker: WorkerProcess;

  const at = (path: string) => `${stage.url}${path}`;
  /** The locations of which something has come: the page itself is slow to read that. */
  const brought = async (): Promise<(string | null)[]> => {
    const { locations } = (await (await fetch(at('/api/internal/workers'))).json()) as {
      locations: { location: string | null; broughtAt: string | null }[];
    };
    return locations.filter(({ broughtAt }) => broughtAt !== null).map(({ location }) => location);
  };
  const end = async (child: ChildProcess): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    const nothingKept = ['--save', '', '--appendonly', 'no', '--dir', tmpdir()];
    redis = spawn('redis-server', ['--port', `${QUEUE_PORT}`, '--bind', '127.0.0.1', ...nothingKept], {
      stdio: 'ignore',
    });
    stage = await startStage({ port: 3941, sandboxPort: SANDBOX_PORT, variables: QUEUE });
    const own = { CHECK_INTERVAL_SECONDS: '5', CHECK_TIMEOUT_SECONDS: '2', LOCATION: 'seoul' };
    worker = launchWorker(
      { ...committedSettings(SANDBOX_PORT), ...QUEUE, ...own, WORKER_NAME: 'seoul-1' },
      { cwd: tmpdir() },
    );
    await worker.checks;
    await expect.poll(brought, { timeout: 60_000 }).toContain('seoul');
  });
  test.afterAll(async () => {
    await Promise.all([worker.kill(), stage.stop()]);
    await end(redis);
  });

  test('are found in the menu of settings, with what comes from each', async ({ page }) => {
    await open(page, at('/'));
    await page.getByRole('button', { name: 'Display settings' }).click();
    await page.getByRole('menuitem', { name: 'Workers and locations' }).click();
    await expect(page).toHaveURL(at('/workers'));
    await expect(page.getByRole('region', { name: 'Queue' })).toContainText('Connected');
    const seoul = page.getByRole('region', { name: 'seoul' });
    await expect(seoul).toContainText('Working');
    await expect(seoul.getByRole('listitem')).toContainText('seoul-1');
    const frankfurt = page.getByRole('region', { name: 'frankfurt' });
    await expect(frankfurt).toContainText('No worker');
    await expect(frankfurt).toContainText('LOCATION=frankfurt npm run worker');
    expect(await violations(page)).toEqual([]);
  });

  test('fit a narrow screen, in Korean too', async ({ browser }) => {
    const context = await browser.newContext({
      locale: 'ko-KR',
      colorScheme: 'dark',
      viewport: { width: 320, height: 700 },
    });
    await uncover(context);
    const page = await context.newPage();
    await open(page, at('/workers'));
    await expect(page.getByRole('region', { name: 'frankfurt' })).toContainText('워커 없음');
    const surplus = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
    expect(await page.evaluate(surplus)).toBe(0);
    expect(await violations(page)).toEqual([]);
    await context.close();
  });

  test('say what it means that the queue is away', async ({ page }) => {
    await open(page, at('/'));
    await end(redis);
    const notices = page.getByRole('region', { name: 'Notices' });
    await expect(notices).toContainText('the console checks everything itself');
    await notices.getByRole('link', { name: 'Show workers' }).click();
    const queue = page.getByRole('region', { name: 'Queue' });
    await expect(queue).toContainText('Away');
    await expect(queue).toContainText('nothing comes from locations meanwhile');
    await expect(page.getByRole('region', { name: 'seoul' })).toContainText('Not heard');
    expect(await violations(page)).toEqual([]);
  });
});
