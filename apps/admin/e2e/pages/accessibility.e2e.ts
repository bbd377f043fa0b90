import type { Page } from '@playwright/test';
import { open, PAGES } from '../stage/console-page.ts';
import { expect, test } from '../stage/test.ts';
import { violations } from '../stage/violations.ts';

type Scheme = 'light' | 'dark';

const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

/** Each page in both languages, both themes and both sizes, so that any two of them meet. */
const LOOKS = {
  'en-US': [
    { scheme: 'light', size: DESKTOP },
    { scheme: 'dark', size: PHONE },
  ],
  'ko-KR': [
    { scheme: 'dark', size: DESKTOP },
    { scheme: 'light', size: PHONE },
  ],
} as const;

async function show(page: Page, scheme: Scheme): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme });
  await expect(page.locator('html')).toHaveAttribute('data-theme', scheme);
  // Colours on their way from one theme to the other are nobody's to read.
  await page.waitForFunction(() => !document.getAnimations().some((one) => one instanceof CSSTransition));
}

for (const [locale, looks] of Object.entries(LOOKS)) {
  test.describe(`In ${locale}`, () => {
    test.use({ locale });

    for (const path of PAGES) {
      test(`${path} is accessible in light and dark, on desktop and phone`, async ({ page }) => {
        await open(page, path);
        for (const { scheme, size } of looks) {
          await page.setViewportSize(size);
          await show(page, scheme);
          expect.soft(await violations(page), `${scheme}, ${size.width} pixels wide`).toEqual([]);
        }
      });
    }
  });
}

test.describe('In trouble', () => {
  const pages = ['/', '/environments/qa', '/environments/staging', '/environments/dev/services/sentry'];

  for (const path of pages) {
    test(`${path} is accessible, the menu too`, async ({ otherConsole, page }) => {
      await open(page, `${otherConsole.url}${path}`);
      await page.getByText(/settings? needs? attention/).click();
      for (const scheme of ['dark', 'light'] as const) {
        await show(page, scheme);
        expect.soft(await violations(page), scheme).toEqual([]);
      }
      await page.getByRole('button', { name: 'Display settings' }).click();
      await expect(page.getByRole('menu')).toBeVisible();
      expect.soft(await violations(page), 'with the menu open').toEqual([]);
    });
  }
});
