import { open } from '../stage/console-page.ts';
import { type Stage, startStage } from '../stage/stage.ts';
import { expect, test } from '../stage/test.ts';
import { violations } from '../stage/violations.ts';

const SANDBOX_PORT = 4450;
const COUNT = 1_000;
const LONG_NAME = 'shop'.repeat(25);
/** A path, since what stands behind the question mark may be secret and is not shown. */
const LONG_PATH = 'orders/'.repeat(22);

test.describe('A thousand endpoints', () => {
  let stage: Stage;

  test.beforeAll(async () => {
    test.setTimeout(180_000);
    const place = `http://127.0.0.1:${SANDBOX_PORT}/app/dev`;
    const others = Array.from({ length: COUNT - 1 }, (_, index) => `shop-${index}=${place}/health`);
    stage = await startStage({
      port: 3908,
      sandboxPort: SANDBOX_PORT,
      variables: {
        CHECK_INTERVAL_SECONDS: '30',
        ENDPOINTS_DEV: [`${LONG_NAME}=${place}/${LONG_PATH}`, ...others].join(','),
      },
    });
  });
  test.afterAll(() => stage.stop());

  const path = '/environments/dev/services/endpoints';

  test('are found by name, and the address keeps the search', async ({ page }) => {
    await open(page, `${stage.url}${path}`);
    const section = page.getByRole('region', { name: 'Endpoints' });
    await section.getByRole('searchbox').fill('shop-77');
    await expect(section.getByRole('status').first()).toHaveText('11 of 1,000');
    await expect(section.locator('tbody tr')).toHaveCount(11);
    await expect(page).toHaveURL(/\?find=shop-77$/);
    await page.reload();
    await expect(section.locator('tbody tr')).toHaveCount(11);
  });

  test('are drawn as far as they are in sight, and the keyboard reaches the last one', async ({ page }) => {
    await open(page, `${stage.url}${path}`);
    const section = page.getByRole('region', { name: 'Endpoints' });
    const rows = section.locator('tbody tr:not(.gap)');
    await expect(rows).toHaveCount(25);
    await section.getByRole('button', { name: 'Show all 1,000' }).press('Enter');
    const frame = section.getByRole('group', { name: 'Endpoints' });
    await expect(frame).toBeFocused();
    await expect(section.getByRole('table')).toHaveAttribute('aria-rowcount', '1001');
    await expect.poll(() => rows.count()).toBeLessThan(70);

    // The table grows by what rows that come into sight are higher than was expected of them.
    await expect(async () => {
      await page.keyboard.press('End');
      await expect(frame.locator('tr[aria-rowindex="1001"]')).toBeInViewport({ timeout: 2_000 });
    }).toPass();
    expect(await rows.count()).toBeLessThan(70);

    await page.keyboard.press('Home');
    await expect(frame.locator('tr[aria-rowindex="2"]')).toBeInViewport();
    const reached = new Set<string>();
    for (let step = 0; step < 140; step += 1) {
      await page.keyboard.press('Tab');
      const row = await page.evaluate(() =>
        document.activeElement?.closest('tr[aria-rowindex]')?.getAttribute('aria-rowindex'),
      );
      if (row) reached.add(row);
    }
    // A link and two buttons in each: the heading's four buttons come first.
    expect(reached.size).toBeGreaterThan(35);
    // A row that was scrolled away takes no focus with it.
    const scrolled = () => page.evaluate(() => scrollY);
    const before = await scrolled();
    await frame.evaluate((element) => element.scrollTo(0, 30_000));
    await expect(frame).toBeFocused();
    expect(Math.abs((await scrolled()) - before)).toBeLessThan(50);
    expect(await violations(page)).toEqual([]);
  });

  test('are chosen for the history by what is written, with the keyboard alone', async ({ page }) => {
    await open(page, `${stage.url}${path}`);
    const box = page.locator('app-history').getByRole('combobox', { name: 'Target' });
    await box.focus();
    await page.keyboard.press('ArrowDown');
    const options = page.getByRole('listbox', { name: 'Target' }).getByRole('option');
    await expect(options).toHaveCount(COUNT);
    await page.keyboard.type('shop-77');
    await expect(options).toHaveCount(11);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(box).toHaveValue('shop-770');
    await expect(box).toBeFocused();
    await expect(page).toHaveURL(/target=shop-770/);
    await expect(options).toHaveCount(0);
  });

  test('are all shown again where the address says so', async ({ page }) => {
    await open(page, `${stage.url}${path}?rows=all`);
    const section = page.getByRole('region', { name: 'Endpoints' });
    await expect(section.getByRole('table')).toHaveAttribute('aria-rowcount', '1001');
    await section.getByRole('button', { name: /^Endpoint/ }).click();
    await expect(page).toHaveURL(/rows=all.*sort=endpoint/);
  });

  test('with long names and addresses push nothing off a small screen', async ({ page }) => {
    await open(page, `${stage.url}${path}`);
    await page.getByRole('button', { name: 'Show all 1,000' }).first().click();
    for (const width of [320, 390, 768, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      await expect.poll(overflow, { message: `${width} pixels` }).toBeLessThanOrEqual(0);
      const frame = page.getByRole('group', { name: 'Endpoints' });
      if (width < 700) {
        const inside = () => frame.evaluate((element) => element.scrollWidth - element.clientWidth);
        await expect.poll(inside, { message: `in the table, ${width} pixels` }).toBeLessThanOrEqual(0);
      }
    }
  });

  test('are a number in the settings until somebody asks', async ({ page }) => {
    await open(page, `${stage.url}${path}`);
    const settings = page.getByRole('region', { name: 'Settings' });
    expect((await settings.boundingBox())?.height).toBeLessThan(300);
    await settings.getByRole('button', { name: 'Show all 1,000' }).click();
    await settings.getByRole('searchbox').fill('shop-500');
    await expect(settings.getByRole('listitem')).toHaveCount(1);
    expect((await settings.boundingBox())?.height).toBeLessThan(900);
  });
});
