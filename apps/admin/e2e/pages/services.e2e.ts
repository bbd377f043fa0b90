import { open, type Service, SERVICES } from '../stage/console-page.ts';
import { expect, test } from '../stage/test.ts';

/** No job reports to this console: `heartbeats.e2e.ts` starts one to which some do. */
type Configured = Exclude<Service, 'heartbeats'>;

/** What the page of each service shows, beside its history and its settings. */
const PAGES = {
  mongodb: ['Primary', 'Atlas M0 or Flex', '127.0.0.1:4311', 'Connections', 'Query', 'Documents'],
  redis: ['local', 'dev:', 'standalone', 'This environment', 'volatile-ttl', 'Clients'],
  sentry: ['development', 'acme', 'api@1.9.0', 'RangeError: Invalid time value', 'Unresolved issues'],
  uptimerobot: ['6 up', '1 paused', '1 unknown', 'dev api health', 'dev legacy import', '100%'],
  discord: ['#alerts-dev', '200000000000000001', '300000000000000001', 'Ops dev'],
  endpoints: ['http://127.0.0.1:4300/app/dev/search', '200', '2xx', 'login'],
  'request-metrics': ['/api/search', 'Response times by endpoint', 'p95', 'Responses by status code'],
} as const satisfies Record<Configured, readonly string[]>;

test.describe('The page of a service', () => {
  for (const service of Object.keys(PAGES) as Configured[]) {
    test(`shows all of ${SERVICES[service]}`, async ({ page }) => {
      await open(page, `/environments/dev/services/${service}`);
      await expect(page).toHaveTitle(new RegExp(`${SERVICES[service]} · Development · Envscope$`));
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(SERVICES[service]);
      for (const fact of PAGES[service]) await expect(page.getByRole('main')).toContainText(fact);
      await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();

      await page.getByRole('heading', { name: 'History' }).scrollIntoViewIfNeeded();
      const history = page.locator('app-history');
      await expect(history.getByRole('radio', { name: '1 h' })).toBeChecked();
      await expect(history.locator('canvas')).toBeVisible();
    });
  }

  test('draws a history that the keyboard walks and whose range can be chosen', async ({ page }) => {
    await open(page, '/environments/dev/services/mongodb');
    await page.getByRole('heading', { name: 'History' }).scrollIntoViewIfNeeded();
    const chart = page.getByRole('slider', { name: 'Response time' });
    await expect(chart).toHaveAttribute(
      'aria-valuetext',
      /Response time of MongoDB: lowest .+ mean .+ highest .+\./,
    );
    // A drawing in which no pixel is set would be an empty one.
    const canvas = chart.locator('canvas');
    await expect
      .poll(() =>
        canvas.evaluate((element: HTMLCanvasElement) => {
          const { width, height } = element;
          const pixels = element.getContext('2d')?.getImageData(0, 0, width, height).data;
          return pixels?.some((value) => value > 0);
        }),
      )
      .toBe(true);

    // As soon as there are two moments, the arrow keys tell them apart.
    await page.locator('app-history').getByText('1 h').click();
    await expect(page.getByRole('radio', { name: '1 h' })).toBeChecked();
    await expect(chart).toHaveAttribute('aria-valuemax', /[1-9]/, { timeout: 45_000 });
    await page.getByRole('button', { name: 'Pause updates' }).click();
    // What was being read when the updates were paused still comes, and begins anew.
    await expect(async () => {
      await chart.focus();
      await page.keyboard.press('End');
      await expect(chart).toHaveAttribute('aria-valuetext', /Mean .+, Highest .+/, { timeout: 500 });
    }).toPass();
    // Two moments of one minute may have the same figures.
    const latest = await chart.getAttribute('aria-valuenow');
    await page.keyboard.press('ArrowLeft');
    await expect(chart).not.toHaveAttribute('aria-valuenow', latest ?? '');
    await page.keyboard.press('Escape');
    await expect(chart).toHaveAttribute('aria-valuetext', /lowest/);

    const asked = page.waitForRequest((request) => request.url().includes('measurement=connectionsCurrent'));
    await page.getByLabel('Measurement').selectOption('connectionsCurrent');
    await asked;
    await expect(chart).toBeHidden();
    await expect(page.locator('app-history canvas')).toBeVisible();
  });

  test('checks again when asked', async ({ page }) => {
    await open(page, '/environments/prod/services/sentry');
    const observedAt = page.locator('header app-ago time');
    const before = await observedAt.getAttribute('datetime');
    await page.getByRole('button', { name: 'Check now: Sentry' }).click();
    await expect(observedAt).not.toHaveAttribute('datetime', before ?? '');
    await expect(page.getByRole('button', { name: 'Check now: Sentry' })).toBeEnabled();
  });

  test('checks one endpoint again when asked', async ({ page }) => {
    await open(page, '/environments/prod/services/endpoints');
    // What comes before the stream is open shows with the service's next news.
    await expect(page.getByText('Live', { exact: true })).toBeAttached();
    const row = page.getByRole('row', { name: /orders/ });
    const checkedAt = row.locator('time').first();
    const before = await checkedAt.getAttribute('datetime');
    await page.getByRole('button', { name: 'Check now: orders' }).click();
    await expect(checkedAt).not.toHaveAttribute('datetime', before ?? '');
    await expect(page.getByRole('button', { name: 'Check now: orders' })).toBeEnabled();
  });

  test('sorts its tables', async ({ page }) => {
    await open(page, '/environments/prod/services/endpoints');
    const table = page.getByRole('table').first();
    const header = table.getByRole('columnheader', { name: 'Endpoint' });
    const names = () =>
      table
        .locator('tbody td:first-child')
        .evaluateAll((cells) => cells.map((cell) => cell.textContent?.trim().split(/\s/)[0]));
    await header.getByRole('button').click();
    await expect(header).toHaveAttribute('aria-sort', 'ascending');
    expect(await names()).toEqual(['api', 'login', 'orders', 'search']);
    await header.getByRole('button').click();
    await expect(header).toHaveAttribute('aria-sort', 'descending');
    expect(await names()).toEqual(['search', 'orders', 'login', 'api']);
  });
});
