import type { Overview } from '@envscope/contracts/index.js';
import type { Page } from '@playwright/test';
import { open } from '../stage/console-page.ts';
import { type Stage, startStage } from '../stage/stage.ts';
import { expect, test } from '../stage/test.ts';
import { violations } from '../stage/violations.ts';

const SANDBOX_PORT = 5200;
const LONG_NAME = 'Production of the United States';

const KEYS = Array.from({ length: 18 }, (_, index) => `e${index + 1}`);
const TWELVE = ['dev', ...KEYS.slice(0, 9), 'us', 'prod'];
const TWENTY = ['dev', ...KEYS, 'prod'];

/** One Redis for all of them: what is watched does not matter here. */
const variablesOf = (ids: readonly string[]): Record<string, string> => ({
  ENVIRONMENTS: ids.join(','),
  ENVIRONMENT_NAME_US: LONG_NAME,
  ...Object.fromEntries(
    ids.flatMap((id) => [
      [`REDIS_URL_${id.toUpperCase()}`, `redis://default:sandbox@127.0.0.1:${SANDBOX_PORT + 4}`],
      [`REDIS_TYPE_${id.toUpperCase()}`, 'upstash'],
      [`REDIS_KEY_PREFIX_${id.toUpperCase()}`, `${id}:`],
    ]),
  ),
});

/** How many services have not been checked once. */
async function waitingIn({ url }: Stage): Promise<number> {
  const answer = await fetch(`${url}/api/internal/overview`);
  const { environments } = (await answer.json()) as Overview;
  return environments.flatMap(({ services }) => services).filter(({ observedAt }) => observedAt === null)
    .length;
}

const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** How much of the page has moved since it was opened, as Chromium counts it. */
const layoutShift = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(sum), 500);
      }),
  );

/** Pairs of neighbours in the matrix of which one is printed over the other. */
const overprints = (page: Page) =>
  page.getByRole('table').evaluate((table) => {
    const boxes = [...table.querySelectorAll('[role=cell] a, [role=rowheader] a')].map((link) =>
      link.getBoundingClientRect(),
    );
    const isInSight = (text: Element) =>
      getComputedStyle(text.closest('.head, .words') ?? text).clipPath === 'none';
    const texts = [...table.querySelectorAll('.status, .name, [role=columnheader]')].filter(
      (text) =>
        isInSight(text) &&
        text.scrollWidth > text.clientWidth + 1 &&
        getComputedStyle(text).display !== 'inline',
    );
    const over = boxes.filter((one, index) =>
      boxes.some(
        (other, place) =>
          place > index &&
          one.left < other.right - 1 &&
          other.left < one.right - 1 &&
          one.top < other.bottom - 1 &&
          other.top < one.bottom - 1,
      ),
    );
    return over.length + texts.length;
  });

for (const ids of [TWELVE, TWENTY]) {
  test.describe(`${ids.length} environments`, () => {
    let stage: Stage;
    test.describe.configure({ timeout: 120_000 });

    test.beforeAll(async () => {
      stage = await startStage({ port: 3909, sandboxPort: SANDBOX_PORT, variables: variablesOf(ids) });
      // First results come one by one, and what is wrong grows with them: pages are opened after that.
      await expect.poll(() => waitingIn(stage), { timeout: 60_000 }).toBe(0);
    });
    test.afterAll(() => stage.stop());

    for (const width of [320, 390, 768, 1440]) {
      test(`fit ${width} pixels, each with all of its services, production first`, async ({ page }) => {
        await page.setViewportSize({ width, height: 900 });
        await open(page, stage.url);
        const heads = page.getByRole('table').getByRole('rowheader');
        await expect(heads).toHaveCount(ids.length);
        await expect(heads.first()).toContainText('Production');
        await expect(heads.last()).toContainText('Development');
        expect(await sideways(page)).toBe(0);
        expect(await overprints(page)).toBe(0);
        expect(await layoutShift(page)).toBeLessThanOrEqual(0.02);
        expect.soft(await violations(page)).toEqual([]);
      });
    }

    test('say that tabs are out of sight, and list them all, by keyboard too', async ({ page }) => {
      await open(page, stage.url);
      const tabs = page.getByRole('navigation', { name: 'Environments' });
      await expect(tabs).toHaveClass(/after/);
      const all = page.getByRole('button', { name: 'All environments' });
      await all.focus();
      await page.keyboard.press('Enter');
      const list = page.getByRole('group', { name: 'All environments' });
      await expect(list.getByRole('link')).toHaveCount(ids.length);
      await expect(list.getByRole('link').first()).toContainText('Production');
      expect.soft(await violations(page), 'with the list open').toEqual([]);
      await page.keyboard.press('Escape');
      await expect(list).toBeHidden();
      await expect(all).toBeFocused();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      await expect(list.getByRole('link').first()).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(/\/environments\/prod$/);
      await expect(list).toBeHidden();
      await expect(tabs.getByRole('link', { name: 'Production', exact: false }).last()).toBeInViewport();
      await expect(tabs).toHaveClass(/before/);
    });

    test('lead by arrow keys to tabs that are out of sight', async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await open(page, stage.url);
      const tabs = page.getByRole('navigation', { name: 'Environments' });
      await tabs.getByRole('link').first().focus();
      await page.keyboard.press('End');
      await expect(tabs.getByRole('link').last()).toBeFocused();
      await expect(tabs.getByRole('link').last()).toBeInViewport({ ratio: 0.9 });
    });

    test('differ by colour and pattern', async ({ page }) => {
      await open(page, stage.url);
      const heads = page.getByRole('table').getByRole('rowheader');
      const paints = await heads.evaluateAll((all) =>
        all.map((head) => {
          const { backgroundColor, backgroundImage } = getComputedStyle(head, '::before');
          return `${backgroundColor} ${backgroundImage}`;
        }),
      );
      expect(new Set(paints).size).toBe(ids.length);
    });

    test('keep the names of services in sight while one scrolls', async ({ page }) => {
      await page.setViewportSize({ width: 1440, height: 600 });
      await open(page, stage.url);
      await page.getByRole('table').getByRole('rowheader').last().scrollIntoViewIfNeeded();
      await expect(page.getByRole('columnheader', { name: 'Redis' })).toBeInViewport();
    });
  });
}
