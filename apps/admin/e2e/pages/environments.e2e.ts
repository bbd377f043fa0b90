import type { Page } from '@playwright/test';
import { card, open, type Service, SERVICES, tab } from '../stage/console-page.ts';
import { expect, test } from '../stage/test.ts';

type Environment = 'dev' | 'staging' | 'prod';

interface Shown {
  readonly name: string;
  readonly shows: Readonly<Partial<Record<Service, readonly string[]>>>;
}

/** What of each card tells its environment apart from the others. */
const ENVIRONMENTS: Readonly<Record<Environment, Shown>> = {
  dev: {
    name: 'Development',
    shows: {
      redis: ['Local', 'dev:'],
      sentry: ['development'],
      uptimerobot: ['dev api health', 'dev storefront'],
      discord: ['#alerts-dev', '200000000000000001', 'Ops dev'],
      endpoints: ['search'],
      mongodb: ['Atlas M0 or Flex'],
    },
  },
  staging: {
    name: 'Staging',
    shows: {
      redis: ['Upstash', 'stage:'],
      sentry: ['staging'],
      uptimerobot: ['staging api health', 'staging storefront'],
      discord: ['#alerts-staging', '200000000000000002', 'Ops staging'],
      endpoints: ['orders'],
      mongodb: ['Atlas M0 or Flex'],
    },
  },
  prod: {
    name: 'Production',
    shows: {
      redis: ['Upstash', 'prod:'],
      sentry: ['production'],
      uptimerobot: ['prod api health', 'prod storefront'],
      discord: ['#alerts-prod', '200000000000000003', 'Ops prod'],
      endpoints: ['orders', 'search'],
      mongodb: ['Self-hosted'],
    },
  },
};

const IDS = ['dev', 'staging', 'prod'] as const;
const ALL_SERVICES = Object.keys(SERVICES) as Service[];
/** No job reports to this console: the card says in every environment how to set one up. */
const CONFIGURED = ALL_SERVICES.filter((service) => service !== 'heartbeats');

/** Facts that only one environment has: on another one's page they are a fault. */
const ONLY = {
  dev: ['#alerts-dev', 'dev api health', 'Ops dev', '200000000000000001'],
  staging: ['#alerts-staging', 'staging api health', 'Ops staging', '200000000000000002', 'stage:'],
  prod: ['#alerts-prod', 'prod api health', 'Ops prod', '200000000000000003', 'Self-hosted'],
} as const;

async function expectEnvironment(page: Page, id: Environment): Promise<void> {
  const { name, shows } = ENVIRONMENTS[id];
  await expect(page).toHaveURL(new RegExp(`/environments/${id}$`));
  await expect(page).toHaveTitle(new RegExp(`${name} · Envscope$`));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  await expect(tab(page, name)).toHaveAttribute('aria-current', 'page');
  await expect(page.getByRole('article')).toHaveCount(ALL_SERVICES.length);
  for (const [service, facts] of Object.entries(shows)) {
    for (const fact of facts) await expect(card(page, service as Service)).toContainText(fact);
  }
  for (const service of ALL_SERVICES) {
    const link = card(page, service).getByRole('link', { name: SERVICES[service], exact: true });
    await expect(link).toHaveAttribute('href', `/environments/${id}/services/${service}`);
  }
  for (const other of IDS.filter((other) => other !== id)) {
    for (const fact of ONLY[other]) await expect(page.getByRole('main')).not.toContainText(fact);
  }
}

/** What a card says, without what changes by itself. */
async function saying(page: Page, service: Service): Promise<string> {
  const text = await card(page, service).locator('.body').innerText();
  return text.replaceAll(/\d+\S* ago/g, '');
}

test.describe('The overview', () => {
  test('shows every service of every environment and leads to each', async ({ page }) => {
    await open(page, '/');
    await expect(page).toHaveTitle(/Overview · Envscope$/);
    const table = page.getByRole('table', { name: 'Services by environment' });
    await expect(table.getByRole('rowheader')).toHaveText([/Production/, /Staging/, /Development/]);
    await expect(table.getByRole('columnheader')).toHaveText(['Environment', ...Object.values(SERVICES)]);
    await table
      .getByRole('row', { name: /^Staging/ })
      .getByRole('link', { name: /^Redis/ })
      .click();
    await expect(page).toHaveURL(/\/environments\/staging\/services\/redis$/);
    await page.getByRole('link', { name: 'Back to Staging' }).click();
    await expectEnvironment(page, 'staging');
  });
});

test.describe('Tabs of environments', () => {
  test('change every card by mouse, there and back', async ({ page }) => {
    await open(page, '/');
    const said = new Map<Service, string[]>();
    for (const id of [...IDS, 'dev'] as const) {
      await tab(page, ENVIRONMENTS[id].name).click();
      await expectEnvironment(page, id);
      for (const service of CONFIGURED) {
        said.set(service, [...(said.get(service) ?? []), await saying(page, service)]);
      }
    }
    for (const [service, [dev, staging, prod]] of said) {
      expect(new Set([dev, staging, prod]).size, `${service} says the same in two environments`).toBe(3);
    }
  });

  test('change every card by keyboard', async ({ page }) => {
    await open(page, '/');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await expect(tab(page, 'Overview')).toBeFocused();
    for (const id of IDS) {
      await page.keyboard.press('ArrowRight');
      await expect(tab(page, ENVIRONMENTS[id].name)).toBeFocused();
      await page.keyboard.press('Enter');
      await expectEnvironment(page, id);
    }
    await page.keyboard.press('ArrowRight');
    await expect(tab(page, 'Overview')).toBeFocused();
    await page.keyboard.press('End');
    await expect(tab(page, 'Production')).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await expectEnvironment(page, 'staging');
  });

  test('end at the last one of several in haste', async ({ page }) => {
    await open(page, '/environments/staging');
    for (const id of ['dev', 'prod', 'staging', 'dev', 'prod'] as const) {
      await tab(page, ENVIRONMENTS[id].name).click({ noWaitAfter: true });
    }
    await expectEnvironment(page, 'prod');
  });

  test('follow the browser’s way back and forth', async ({ page }) => {
    await open(page, '/environments/dev');
    await tab(page, 'Production').click();
    await expectEnvironment(page, 'prod');
    await page.goBack();
    await expectEnvironment(page, 'dev');
    await page.goForward();
    await expectEnvironment(page, 'prod');
  });
});

test.describe('An address', () => {
  for (const id of IDS) {
    test(`leads straight to ${ENVIRONMENTS[id].name}`, async ({ page }) => {
      await open(page, `/environments/${id}`);
      await expectEnvironment(page, id);
    });
  }
});
