import { describe, expect, it } from '@jest/globals';
import { webUrl } from './web-url.js';

const faultsOf = (text: string, rules = {}) =>
  webUrl(rules)
    .safeParse(text)
    .error?.issues.map(({ message }) => message)
    .join() ?? '';

describe('webUrl', () => {
  it('takes what has one meaning', () => {
    expect(faultsOf('https://ops.example.com:8443/envscope?a=1')).toBe('');
    expect(faultsOf('https://u:p%40ss@ops.example.com', { hasLogin: true })).toBe('');
  });

  it.each([
    ['no URL', 'ops.example.com', {}, 'must be an http'],
    ['another protocol', 'ftp://ops.example.com', {}, 'must be an http'],
    ['half a URL', 'https:ops.example.com', {}, 'must be an http'],
    ['a login where it would be shown', 'https://eve:s3cret@ops.example.com', {}, 'no user name'],
    ['a query where a path is to follow', 'https://ops.example.com/?a=1', { isBase: true }, '"?"'],
    ['a bare slash in a password', 'https://eve:1/s3cret@ops.example.com', { hasLogin: true }, '%2F'],
  ])('refuses %s', (_story, text, rules, fault) => {
    expect(faultsOf(text, rules)).toContain(fault);
    expect(faultsOf(text, rules)).not.toMatch(/s3cret|eve|ops/);
  });
});
