import { describe, expect, it } from '@jest/globals';
import { publicSiteOf, unrelatedAmong } from './site.js';

const domainOf = (host: string, ...addresses: string[]) => publicSiteOf(host, addresses)?.domain ?? null;

describe('publicSiteOf', () => {
  it.each([
    ['sentry.io', 'sentry.io'],
    ['us.Sentry.io.', 'sentry.io'],
    ['api.shop.co.kr', 'shop.co.kr'],
    ['shop.co.kr', 'shop.co.kr'],
    ['a.b.example.com', 'example.com'],
    ['203.0.113.77', '203.0.113.0/24'],
    ['8.8.8.8', '8.8.8.0/24'],
    ['2001:db8:0:7::1', '2001:db8:0:7::/64'],
    ['2001:DB8::1', '2001:db8:0:0::/64'],
  ])('knows %s by %s', (host, domain) => expect(domainOf(host)).toBe(domain));

  it.each([
    ...[
      'localhost',
      'redis',
      'db.local',
      'db.internal',
      'mongo.default.svc',
      'api.svc.cluster.local',
      'nas.lan',
    ],
    ...['127.0.0.1', '10.1.2.3', '100.64.1.1', '169.254.1.1', '172.31.0.1', '192.168.1.1', '0.0.0.0'],
    ...['::1', 'fd00::1', 'fe80::1', '::ffff:10.0.0.1'],
  ])('takes %s for one of the inside', (host) => expect(domainOf(host)).toBeNull());

  it('believes the addresses of a name, where they are known', () => {
    expect(domainOf('api.example.com', '10.0.0.7')).toBeNull();
    expect(domainOf('api.example.com', '10.0.0.7', '203.0.113.7')).toBe('example.com');
    expect(publicSiteOf('api.example.com', ['203.0.113.7', '203.0.113.8'])?.networks).toEqual([
      '203.0.113.0/24',
    ]);
  });
});

describe('unrelatedAmong', () => {
  const site = (host: string, ...addresses: string[]) =>
    publicSiteOf(host, addresses) ?? { domain: host, networks: [] };

  it('counts what has neither a domain nor a network in common', () => {
    expect(unrelatedAmong([site('a.example.com'), site('b.example.com'), site('sentry.io')])).toBe(2);
    expect(
      unrelatedAmong([site('a.test.io', '203.0.113.1'), site('203.0.113.9'), site('198.51.100.1')]),
    ).toBe(2);
  });
});
