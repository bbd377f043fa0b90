import { type BrowserContext, expect, type Locator, type Page } from '@playwright/test';

/** The services in English, as their cards and pages are headed. */
export const SERVICES = {
  mongodb: 'MongoDB',
  redis: 'Redis',
  sentry: 'Sentry',
  uptimerobot: 'UptimeRobot',
  discord: 'Discord',
  endpoints: 'Endpoints',
  'request-metrics': 'Request metrics',
  heartbeats: 'Heartbeats',
} as const;

export type Service = keyof typeof SERVICES;

/** Every kind of page that the console has. */
export const PAGES: readonly string[] = [
  '/',
  '/environments/staging',
  ...Object.keys(SERVICES).map((service) => `/environments/dev/services/${service}`),
  '/compare/redis?environments=staging,prod',
  '/incidents',
  '/rules',
  '/rules/new',
  '/deliveries',
  '/mutes',
  '/channels',
  '/workers',
  '/people',
  '/api-keys',
  '/audit',
  '/nowhere',
];

/** The card of a service on an environment's page. */
export function card(page: Page, service: Service): Locator {
  return page.getByRole('article', { name: SERVICES[service], exact: true });
}

/** The tab of an environment, or of the overview. */
export function tab(page: Page, name: string): Locator {
  return page.getByRole('navigation').getByRole('link', { name });
}

/** Opens a page of the console and waits until it shows what it is about. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  // What the server says until then has a heading too.
  await page.locator('main h1').waitFor();
  await page.locator('main:not([aria-busy=true])').waitFor();
  await page.waitForFunction(() => document.querySelector('main [aria-busy=true]') === null);
  // It comes when the browser is idle; what is pressed before it is there would go nowhere.
  await page.getByRole('button', { name: /Display settings|화면 설정/ }).waitFor();
}

/** Answers the console's question for the name, which it asks once. */
export async function giveName(page: Page, name: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'What is your name?' });
  await dialog.getByLabel('Your name').fill(name);
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(dialog).toBeHidden();
}

/** Has the pages of a context show what their scripts draw from the beginning, without what the server says until then. */
export async function uncover(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const uncovering = new MutationObserver(() => document.querySelector('body > .glance')?.remove());
    uncovering.observe(document, { childList: true, subtree: true });
  });
}
