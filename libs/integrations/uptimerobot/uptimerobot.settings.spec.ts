import { describe, expect, it } from '@jest/globals';
import { uptimerobotSection } from './uptimerobot.settings.js';

const { variables, common } = uptimerobotSection;

function compose(texts: Readonly<Record<string, string>>) {
  const all = { ...variables, ...common };
  const values = Object.entries(texts).map(([name, text]) => [name, all[name]?.schema.parse(text)]);
  return uptimerobotSection.compose(Object.fromEntries(values), 'dev', undefined);
}

describe('uptimerobotSection', () => {
  it('reads tags and forgives spaces and slashes', () => {
    const texts = {
      UPTIMEROBOT_API_KEY: 'ur1234567-abcdef',
      UPTIMEROBOT_TAGS: 'staging, shop',
      UPTIMEROBOT_BASE_URL: 'http://127.0.0.1:4100/uptimerobot/',
    };
    expect(compose(texts)).toEqual({
      apiKey: 'ur1234567-abcdef',
      tags: ['staging', 'shop'],
      baseUrl: 'http://127.0.0.1:4100/uptimerobot',
    });
  });

  it('asks UptimeRobot itself for all monitors unless settings say otherwise', () => {
    expect(compose({ UPTIMEROBOT_API_KEY: 'ur1234567' })).toMatchObject({
      tags: [],
      baseUrl: 'https://api.uptimerobot.com',
    });
  });

  it.each([
    { key: 'ur1234567-abcdef9876', keyKind: 'read-only', shown: '…9876' },
    { key: 'u1234567-abcdef9876', keyKind: 'account', shown: '…9876' },
    { key: 'm1234567-abcdef9876', keyKind: 'monitor', shown: '…9876' },
    { key: 'x1234567', keyKind: 'unknown', shown: '…' },
  ])('calls a key that begins like $key $keyKind and shows at most its end', ({ key, keyKind, shown }) => {
    const { settings } = uptimerobotSection.describe(compose({ UPTIMEROBOT_API_KEY: key }));
    expect(settings).toEqual({ keyKind, key: shown, tags: [] });
  });

  it('refuses an empty tag', () => {
    expect(variables['UPTIMEROBOT_TAGS']?.schema.safeParse('a,,b').success).toBe(false);
  });
});
