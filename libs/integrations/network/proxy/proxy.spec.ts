import { describe, expect, it } from '@jest/globals';
import { noProxy, proxyUrl, type ProxyException } from '@envscope/integrations/network/network.settings.js';
import { proxyAddress, proxyRuleOf } from './proxy.js';

const exceptionsOf = (text: string): readonly ProxyException[] => noProxy.parse(text);
const faultOf = (text: string): string =>
  proxyUrl
    .safeParse(text)
    .error?.issues.map(({ message }) => message)
    .join() ?? '';

describe('the rule for proxies', () => {
  const wayOf = (url: string, except = ''): string => {
    const settings = {
      https: new URL('http://user:secret@secure.proxy:3129'),
      http: new URL('https://plain.proxy'),
      exceptions: exceptionsOf(except),
    };
    const proxy = proxyRuleOf(settings)(new URL(url));
    return proxy ? proxyAddress(proxy) : 'direct';
  };

  it.each([
    ['https://shop.example.com/health', 'secure.proxy:3129'],
    ['http://shop.example.com/health', 'plain.proxy:443'],
    ['https://[2001:db8::1]/', 'secure.proxy:3129'],
    ['http://localhost:3000/', 'direct'],
    ['http://api.localhost/', 'direct'],
    ['http://LOCALHOST./', 'direct'],
    ['http://127.0.0.1:3000/', 'direct'],
    ['http://127.9.9.9/', 'direct'],
    ['http://127.1/', 'direct'],
    ['http://[::1]:3000/', 'direct'],
    ['http://[::ffff:127.0.0.1]/', 'direct'],
    ['http://localhost.example.com/', 'plain.proxy:443'],
  ])('sends %s by %s', (url, way) => expect(wayOf(url)).toBe(way));

  it.each([
    // What curl, Go and Node agree on, and where they differ as curl has it.
    ['example.com', 'https://example.com/', true],
    ['example.com', 'https://shop.example.com/', true],
    ['example.com', 'https://badexample.com/', false],
    ['.example.com', 'https://shop.example.com/', true],
    ['.example.com', 'https://example.com/', true],
    ['*.example.com', 'https://shop.example.com/', true],
    ['*.example.com', 'https://example.com/', false],
    ['EXAMPLE.com', 'https://Shop.Example.COM/', true],
    ['example.com.', 'https://example.com./', true],
    ['a.test, example.com', 'https://example.com/', true],
    ['a.test example.com', 'https://example.com/', true],
    ['a.test,,', 'https://example.com/', false],
    ['*', 'https://example.com/', true],
    ['a.test,*', 'http://10.0.0.1/', true],
    ['example.com:8443', 'https://example.com:8443/', true],
    ['example.com:8443', 'https://example.com/', false],
    ['example.com:443', 'https://example.com/', true],
    ['10.1.2.3', 'http://10.1.2.3/', true],
    ['10.1.2.3:8080', 'http://10.1.2.3/', false],
    ['10.0.0.0/8', 'http://10.200.0.1:9000/', true],
    ['10.0.0.0/8', 'http://11.0.0.1/', false],
    ['0.0.0.0/0', 'http://11.0.0.1/', true],
    ['fd00::/8', 'http://[fd12::1]/', true],
    ['fd00::/8', 'http://[fe80::1]/', false],
    ['fd00::1', 'http://[fd00:0:0::1]/', true],
    ['[fd00::1]:8080', 'http://[fd00::1]:8080/', true],
    ['[fd00::1]:8080', 'http://[fd00::1]/', false],
    // A name is not looked up for the sake of a network.
    ['10.0.0.0/8', 'http://ten.example.com/', false],
    ['0.0.1', 'http://10.0.0.1/', false],
  ])('with NO_PROXY=%s lets %s go direct: %s', (except, url, isDirect) => {
    expect(wayOf(url, except) === 'direct').toBe(isDirect);
  });
});

describe('proxyUrl', () => {
  it('takes a proxy with or without a scheme', () => {
    expect(proxyUrl.parse('proxy.example.com:3128').href).toBe('http://proxy.example.com:3128/');
    expect(proxyUrl.parse('https://user:p%40ss@[::1]:3128').username).toBe('user');
  });

  it.each([
    ['socks5://proxy.example.com:1080', 'SOCKS'],
    ['http://', 'host'],
    ['http://proxy:99999', 'host'],
    ['http://proxy:3128/pac', 'end after'],
    ['http://user:p@ss@proxy:3128', '%40'],
  ])('refuses %s', (text, hint) => expect(faultOf(text)).toContain(hint));

  it('repeats no password', () =>
    expect(faultOf('http://user:hunter2@proxy:99999')).not.toContain('hunter2'));
});

describe('noProxy', () => {
  it.each(['http://example.com', 'example.com:99999', '10.0.0.0/33', '[fd00::1', 'a..b'])(
    'refuses %s',
    (text) => {
      expect(noProxy.safeParse(`ok.test,${text}`).error?.issues[0]?.message).toMatch(/^entry 2 /);
    },
  );
});
