import { describe, expect, it } from '@jest/globals';
import { sentrySection } from './sentry.settings.js';

const TOKEN = 'sntryu_correct_horse_battery';

function settingsOf(values: Record<string, unknown> = {}, environment = 'staging') {
  const required = { SENTRY_AUTH_TOKEN: TOKEN, SENTRY_PROJECT: 'api', SENTRY_ORG: 'acme' };
  return sentrySection.compose({ ...required, ...values }, environment, undefined);
}

describe('sentrySection', () => {
  it.each([
    ['dev', 'development'],
    ['staging', 'staging'],
    ['prod', 'production'],
    ['qa', 'qa'],
  ])('expects Sentry to know %s as %s', (id, name) => {
    expect(settingsOf({}, id).environment).toBe(name);
  });

  it('takes a name that is set', () => {
    expect(settingsOf({ SENTRY_ENVIRONMENT: 'live' }).environment).toBe('live');
  });

  it.each([
    [undefined, 'https://sentry.io/organizations/acme/issues/'],
    ['https://de.sentry.io', 'https://sentry.io/organizations/acme/issues/'],
    ['https://sentry.example.com', 'https://sentry.example.com/organizations/acme/issues/'],
    ['http://127.0.0.1:4100/sentry', 'http://127.0.0.1:4100/sentry/organizations/acme/issues/'],
  ])('links from %s to the issues of the environment', (baseUrl, page) => {
    const { vendorUrl } = sentrySection.describe(settingsOf({ SENTRY_BASE_URL: baseUrl }));
    const url = new URL(vendorUrl ?? '');
    expect(url.origin + url.pathname).toBe(page);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      environment: 'staging',
      query: 'is:unresolved project:api',
    });
  });

  it.each([
    'https://sentry.example.com',
    'https://sentry.example.com/',
    'https://sentry.example.com/api/0',
    'https://sentry.example.com/api/0/',
  ])('takes %s for the same server', (url) => {
    expect(sentrySection.common['SENTRY_BASE_URL']?.schema.parse(url)).toBe('https://sentry.example.com');
  });

  it('judges by 50 and 500 errors an hour unless settings say otherwise', () => {
    expect(settingsOf().thresholds).toEqual({ degradedPerHour: 50, downPerHour: 500 });
    expect(settingsOf({ SENTRY_ERRORS_DOWN_PER_HOUR: 90 }).thresholds.downPerHour).toBe(90);
  });

  it('describes nothing secret', () => {
    expect(JSON.stringify(sentrySection.describe(settingsOf()))).not.toContain(TOKEN);
  });
});
