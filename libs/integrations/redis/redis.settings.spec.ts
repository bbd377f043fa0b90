import { describe, expect, it } from '@jest/globals';
import { placeOf, redisSection } from './redis.settings.js';

const SECRET = 'correct-horse-battery';

function settingsOf(values: Record<string, string>, environment = 'dev') {
  return redisSection.compose({ REDIS_URL: 'redis://127.0.0.1:6379', ...values }, environment, undefined);
}

describe('redisSection', () => {
  it.each([
    ['dev', 'dev:'],
    ['staging', 'stage:'],
    ['prod', 'prod:'],
    ['qa', 'qa:'],
  ])('expects the keys of %s to begin with %s where no prefix is set', (environment, keyPrefix) => {
    expect(settingsOf({}, environment).keyPrefix).toBe(keyPrefix);
  });

  it.each([
    ['redis://localhost:6379', 'local'],
    ['redis://127.0.0.1:6379', 'local'],
    ['rediss://default:x@eu1-example-1.upstash.io:6379', 'upstash'],
    ['redis://cache.internal:6379', 'other'],
  ])('takes %s for %s', (url, type) => {
    expect(settingsOf({ REDIS_URL: url }).type).toBe(type);
  });

  it('believes a type that is set more than the host', () => {
    expect(settingsOf({ REDIS_TYPE: 'upstash' }).type).toBe('upstash');
  });

  it('looks at Upstash once a minute and at others at the pace of the console', () => {
    expect(redisSection.intervalMs?.(settingsOf({ REDIS_TYPE: 'upstash' }))).toBe(60_000);
    expect(redisSection.intervalMs?.(settingsOf({}))).toBeUndefined();
  });

  it('knows the commands that a plan allows only where settings tell them', () => {
    expect(settingsOf({}).commandsPerMonth).toBeNull();
    const schema = redisSection.variables['REDIS_COMMANDS_PER_MONTH']?.schema;
    expect(schema?.parse('500000')).toBe(500_000);
    expect(schema?.safeParse('0').success).toBe(false);
  });

  it('describes where the server is without its password', () => {
    const settings = settingsOf({ REDIS_URL: `rediss://default:${SECRET}@eu1-example-1.upstash.io` });
    expect(placeOf(settings)).toEqual({
      type: 'upstash',
      keyPrefix: 'dev:',
      host: 'eu1-example-1.upstash.io:6379',
      isTls: true,
    });
    expect(JSON.stringify(redisSection.describe(settings))).not.toContain(SECRET);
  });
});
