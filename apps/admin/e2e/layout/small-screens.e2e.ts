import type { Page } from '@playwright/test';
import { open, PAGES } from '../stage/console-page.ts';
import { expect, test } from '../stage/test.ts';

/** What has the focus, and whether the bar at the top covers it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    const bar = document.querySelector('app-top-bar');
    if (!element || element === document.body || !bar || bar.contains(element)) return null;
    const [{ top, bottom, height }, edge] = [
      element.getBoundingClientRect(),
      bar.getBoundingClientRect().bottom,
    ];
    const isSkip = element.classList.contains('skip');
    return {
      name: `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40)}`,
      isCovered: !isSkip && height > 0 && (bottom <= edge + 1 || top >= innerHeight),
      isPartlyCovered: !isSkip && height < 100 && top < edge - 1,
    };
  });

test.describe('The focus', () => {
  for (const [width, height] of [
    [1440, 500],
    [390, 700],
  ] as const) {
    test(`is never behind the bar, forth and back, at ${width} pixels`, async ({ page }) => {
      test.setTimeout(240_000);
      await page.setViewportSize({ width, height });
      for (const path of PAGES) {
        await open(page, path);
        await page.locator('main').focus();
        const steps = await page.locator('main :is(a, button, input, select, [tabindex="0"])').count();
        for (const key of ['Tab', 'Shift+Tab']) {
          for (let step = 0; step < Math.min(steps, 40); step += 1) {
            await page.keyboard.press(key);
            const place = await focused(page);
            const where = `${path}: ${key} to ${place?.name}`;
            expect.soft(place?.isCovered ?? false, where).toBe(false);
            expect.soft(place?.isPartlyCovered ?? false, where).toBe(false);
          }
        }
      }
    });
  }
});

test.describe('Magnified four times', () => {
  test('a screen leaves its room to the content', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 256 });
    await open(page, '/environments/dev/services/redis');
    await page.evaluate(() => scrollTo(0, 400));
    const bottom = () =>
      page.locator('app-top-bar').evaluate((bar) => Math.max(0, bar.getBoundingClientRect().bottom));
    await expect.poll(bottom).toBe(0);
  });

  test('updates can be paused and resumed', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await open(page, '/');
    await page.getByRole('button', { name: 'Pause updates' }).click();
    const resume = page.getByRole('button', { name: 'Resume updates' });
    await expect(resume).toBeInViewport({ ratio: 1 });
    const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(await sideways()).toBeLessThanOrEqual(0);
    await resume.click();
    await expect(page.getByRole('button', { name: 'Pause updates' })).toBeInViewport({ ratio: 1 });
  });
});

test.describe('In forced colours', () => {
  test.use({ forcedColors: 'active' });

  /** The colour behind an element, or behind what stands before or after it. */
  const background = (page: Page, selector: string, pseudo?: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element, pseudo) => getComputedStyle(element, pseudo).backgroundColor, pseudo);

  test('what is chosen differs from what is not', async ({ page }) => {
    await open(page, '/environments/dev/services/endpoints');
    const canvas = await background(page, 'body');
    const segments = 'app-history app-choice label';
    expect(await background(page, `${segments}:has(:checked) span`)).not.toBe(canvas);
    expect(await background(page, `${segments}:not(:has(:checked)) span`)).not.toBe(
      await background(page, `${segments}:has(:checked) span`),
    );
    expect(await background(page, 'app-environment-tabs a.active', '::after')).not.toBe(canvas);
    await open(page, '/rules');
    const line = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((tab) => getComputedStyle(tab).borderBlockEndColor);
    expect(await line('app-alert-frame nav a.active')).not.toBe(
      await line('app-alert-frame nav a:not(.active)'),
    );
  });

  test('bars, marks and the focus can be seen', async ({ page }) => {
    await open(page, '/environments/dev/services/sentry');
    const canvas = await background(page, 'body');
    expect(await background(page, 'app-bars .bar:not(.provisional)')).not.toBe(canvas);
    await open(page, '/environments/dev/services/uptimerobot');
    expect(await background(page, 'app-monitor-counts .bar > span')).not.toBe(canvas);
    const mark = page.locator('app-status-mark.filled .outline').first();
    expect(await mark.evaluate((shape) => getComputedStyle(shape).fill)).not.toBe(canvas);
    await page.locator('main').focus();
    await page.keyboard.press('Tab');
    const outline = await page.evaluate(() => {
      const { outlineStyle, outlineColor } = getComputedStyle(document.activeElement ?? document.body);
      return [outlineStyle, outlineColor];
    });
    expect(outline[0]).toBe('solid');
    expect(outline[1]).not.toBe(canvas);
  });
});
