import type { Page } from '@playwright/test';
import { card, open, PAGES, tab } from '../stage/console-page.ts';
import { expect, test } from '../stage/test.ts';

async function choose(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /Display settings|화면 설정/ }).click();
  await page.getByRole('menuitemradio', { name }).click();
  await expect(page.getByRole('menu')).toBeHidden();
}

/** How light the page is: 0 to 255. */
const lightness = (page: Page) =>
  page.evaluate(() => {
    const color = getComputedStyle(document.body).backgroundColor;
    const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map(Number);
    return (red + green + blue) / 3;
  });

test.describe('The language', () => {
  test('is English for who reads neither, and Korean once it was chosen, from then on', async ({ page }) => {
    await open(page, '/');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await choose(page, '한국어');
    await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('개요');
    await tab(page, '스테이징').click();
    await expect(card(page, 'redis')).toContainText('키 접두사');
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('스테이징');
    await expect(page).toHaveTitle(/스테이징 · Envscope$/);
    await choose(page, 'English');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Staging');
  });

  test.describe('of a Korean browser', () => {
    test.use({ locale: 'ko-KR' });

    test('is Korean at the first visit, and English once it was chosen', async ({ page }) => {
      await open(page, '/environments/dev');
      await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('개발');
      await expect(card(page, 'redis')).toContainText('유형');
      await choose(page, 'English');
      await page.reload();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Development');
    });
  });

  test.describe('of a browser that speaks another', () => {
    test.use({ locale: 'fr-FR' });

    test('is English', async ({ page }) => {
      await open(page, '/');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview');
    });
  });
});

test.describe('The theme', () => {
  test('follows the system, and a choice that is remembered', async ({ page }) => {
    await open(page, '/');
    expect(await lightness(page)).toBeGreaterThan(200);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(() => lightness(page)).toBeLessThan(60);
    await choose(page, 'Light');
    await expect.poll(() => lightness(page)).toBeGreaterThan(200);
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
    expect(await lightness(page)).toBeGreaterThan(200);
    await choose(page, 'System');
    await expect.poll(() => lightness(page)).toBeLessThan(60);
  });

  test.describe('in a dark system', () => {
    test.use({ colorScheme: 'dark' });

    test('is dark from the first paint', async ({ page }) => {
      await page.goto('/', { waitUntil: 'commit' });
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
      await open(page, '/environments/dev/services/mongodb');
      expect(await lightness(page)).toBeLessThan(60);
    });
  });
});

test.describe('A page', () => {
  const sizes = [
    { width: 320, height: 640 },
    { width: 360, height: 740 },
    { width: 390, height: 844 },
    { width: 768, height: 1024 },
    { width: 1440, height: 900 },
    { width: 2560, height: 1440 },
  ];

  for (const locale of ['en-US', 'ko-KR']) {
    test.describe(`in ${locale}`, () => {
      test.use({ locale });

      test('never scrolls sideways, from a phone to the widest screen', async ({ page }) => {
        for (const path of PAGES) {
          await open(page, path);
          for (const size of sizes) {
            await page.setViewportSize(size);
            const overflow = () =>
              page.evaluate(
                () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
              );
            await expect.poll(overflow, { message: `${path} at ${size.width} pixels` }).toBe(0);
          }
        }
      });
    });
  }

  test('uses the room of the widest screen', async ({ page }) => {
    await page.setViewportSize({ width: 2560, height: 1440 });
    await open(page, '/environments/dev');
    const lefts = await page
      .getByRole('article')
      .evaluateAll((cards) => cards.map((card) => Math.round(card.getBoundingClientRect().left)));
    expect(new Set(lefts).size).toBeGreaterThanOrEqual(3);
  });

  test('is usable with a thumb: tabs, cards and details of a phone', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await open(page, '/');
    await tab(page, 'Production').click();
    await card(page, 'mongodb').getByRole('link', { name: 'MongoDB', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('MongoDB');
    await page.getByRole('link', { name: 'Back to Production' }).click();
    await expect(tab(page, 'Production')).toBeInViewport();
  });
});
