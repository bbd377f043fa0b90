import { describe, expect, it } from '@jest/globals';
import { Redactor } from './redactor.js';

describe('Redactor', () => {
  const redactor = new Redactor([
    'rediss://default:p%40ssw0rd-long@name.upstash.io:6379',
    'https://discord.com/api/webhooks/1290000000000000001/token-that-is-quite-long-and-secret',
    'ur1234567-abcdef',
    'a=https://one:first-password@a.example.com/x,b=https://two:second-password@b.example.com/y',
    'mongodb://app:hosts-password@a.example.com:27017,b.example.com:27017/app',
  ]);

  it.each([
    ['the whole URL', 'connect rediss://default:p%40ssw0rd-long@name.upstash.io:6379 failed'],
    ['its password as written', 'AUTH p%40ssw0rd-long'],
    ['its password as sent', 'AUTH p@ssw0rd-long'],
    ["a webhook's token", 'POST /webhooks/1/token-that-is-quite-long-and-secret'],
    ['a key', 'Bearer ur1234567-abcdef'],
    ['every password of a list', 'first-password second-password'],
    ['the password of a URL with several hosts', 'bad auth hosts-password'],
  ])('masks %s', (_what, text) => {
    expect(redactor.text(text)).toContain('•••');
    expect(redactor.text(text)).not.toMatch(/ssw0rd|quite-long|abcdef|hosts-password|first|second/);
  });

  it('masks within values of any depth', () => {
    expect(redactor.value({ a: [{ b: 'key ur1234567-abcdef' }] })).toEqual({ a: [{ b: 'key •••' }] });
  });

  it('takes a list of any length, and leaves addresses without a secret readable', () => {
    const names = Array.from({ length: 2_000 }, (_, n) => `t${n}=http://host-${n}.example.com/health`);
    const long = new Redactor([[...names, 'last=https://u:long-list-password@z.example.com/x'].join(',')]);
    expect(long.text('GET http://host-7.example.com/health')).toBe('GET http://host-7.example.com/health');
    expect(long.text('Basic u:long-list-password')).not.toContain('long-list-password');
  });

  it('leaves everything else alone', () => {
    expect(redactor.text('name.upstash.io refused')).toBe('name.upstash.io refused');
    expect(new Redactor([]).value({ a: 1 })).toEqual({ a: 1 });
  });
});
