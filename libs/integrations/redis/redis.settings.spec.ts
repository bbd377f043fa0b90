import { describe, expect, it } from '@jest/globals';
import { placeOf, redisSection } from './redis.settings.js';

const SECRET = 'correct-horse-battery';

function settingsOf(values: Record<string, string>, environment = 'dev') {
  return redisSection.compose({ REDIS_URL: 'redis://127.0.0.1:6379', ...values }, environment, undefined);
}

const faultOf = (url: string) =>
  redisSection.variables['REDIS_URL']?.schema.safeParse(url).error?.issues[0]?.message;

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

  it('checks Upstash once a minute and others at the interval of the console', () => {
    expect(redisSection.intervalMs?.(settingsOf({ REDIS_TYPE: 'upstash' }))).toBe(60_000);
    expect(redisSection.intervalMs?.(settingsOf({}))).toBeUndefined();
  });

  it('knows the commands that a plan allows only where settings have them', () => {
    expect(settingsOf({}).commandsPerMonth).toBeNull();
    const schema = redisSection.variables['REDIS_COMMANDS_PER_MONTH']?.schema;
    expect(schema?.parse('500000')).toBe(500_000);
    expect(schema?.safeParse('0').success).toBe(false);
  });

  it.each([
    ['redis://127.0.0.1:6379'],
    ['rediss://default:p%40ss%2Fword@name.upstash.io:6379'],
    ['redis://:secret@cache.internal/3'],
    ['redis://[::1]:6379?family=6'],
  ])('takes %s', (url) => expect(faultOf(url)).toBeUndefined());

  it.each([
    ['a percent sign that encodes nothing', 'redis://:ab%zzs3cret@cache', '"%" that encodes nothing'],
    ['a user with one', 'redis://ab%zzs3cret:x@cache', '"%" that encodes nothing'],
    ['a bare slash in a password', 'redis://watcher:12/s3cret@cache', '%2F'],
    ['a bare hash in a password', 'redis://:12#s3cret@cache', '%23'],
    ['a bare @ in a password', 'redis://:12@s3cret@cache', '%40'],
    ['a password that was cut', 'redis://:12s3cret', 'cannot be read'],
    ['no host', 'redis:///0', 'names no host'],
    ['a path that is no number', 'redis://cache/s3cret', "database's number"],
    ['an option that takes TLS away', 'rediss://:s3cret@cache?tls=', 'leave the option "tls" out'],
    ['another protocol', 'http://:s3cret@cache', 'redis:// or rediss://'],
  ])('refuses %s as the client would, without repeating it', (_story, url, fault) => {
    expect(faultOf(url)).toContain(fault);
    expect(faultOf(url)).not.toContain('s3cret');
  });

  it('describes where the server is without its password', () => {
    const settings = settingsOf({ REDIS_URL: `rediss://default:${SECRET}@eu1-example-1.upstash.io` });
    expect(placeOf(settings)).toEqual({
      type: 'upstash',
      keyPrefix: 'dev:',
      host: 'eu1-example-1.upstash.io:6379',
      database: 0,
      isTls: true,
    });
    expect(JSON.stringify(redisSection.describe(settings))).not.toContain(SECRET);
  });

  it.each([
    ['redis://cache.example', 0],
    ['redis://cache.example/', 0],
    ['redis://cache.example/15', 15],
    ['redis://cache.example?db=4', 4],
  ])('takes %s for database %i', (url, database) => {
    expect(placeOf(settingsOf({ REDIS_URL: url })).database).toBe(database);
  });
});
