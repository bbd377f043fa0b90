import { describe, expect, it } from '@jest/globals';
import { literalAddress, type Address } from '@envscope/integrations/network/names/resolver-files.js';
import { ipNetworks } from './ip-networks.js';
import { isPublicAddress } from './public-addresses.js';
import { TargetPolicy, type NamedBy } from './target-policy.js';

const addresses = (...texts: readonly string[]): Address[] =>
  texts.flatMap((text) => literalAddress(text) ?? []);

describe('public addresses', () => {
  it.each([
    ['8.8.8.8', true],
    ['172.15.0.1', true],
    ['172.16.0.1', false],
    ['10.1.2.3', false],
    ['100.64.0.1', false],
    ['127.0.0.1', false],
    ['192.168.1.1', false],
    ['0.0.0.0', false],
    ['224.0.0.1', false],
    ['255.255.255.255', false],
    ['2606:4700::1111', true],
    ['::1', false],
    ['::', false],
    ['fd12::1', false],
    ['fe80::1', false],
    ['fe80::1%eth0', false],
    ['ff02::1', false],
    ['2001:db8::1', false],
    ['::ffff:10.1.2.3', false],
    ['::ffff:8.8.8.8', true],
    ['64:ff9b::10.1.2.3', false],
    ['64:ff9b::8.8.8.8', true],
    ['nonsense', false],
  ])('%s: %s', (address, isPublic) => expect(isPublicAddress(address)).toBe(isPublic));
});

describe('TargetPolicy', () => {
  const outcomeOf = (namedBy: NamedBy, allowed: string, ...texts: readonly string[]): string => {
    try {
      const policy = new TargetPolicy(ipNetworks.parse(allowed));
      return policy
        .admit('host.test', addresses(...texts), namedBy)
        .map(({ address }) => address)
        .join();
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  it.each<[NamedBy, string, string]>([
    ['settings', '', '10.1.2.3'],
    ['person', '', 'target-private'],
    ['public-server', '', 'target-private'],
    ['person', '10.0.0.0/8', '10.1.2.3'],
    ['public-server', '10.0.0.0/8', '10.1.2.3'],
    ['person', '10.9.0.0/16 fd00::/8', 'target-private'],
  ])('of a private host that %s named, with %j allowed: %s', (namedBy, allowed, outcome) => {
    expect(outcomeOf(namedBy, allowed, '10.1.2.3')).toBe(outcome);
  });

  it('leaves out the addresses that may not be reached', () => {
    expect(outcomeOf('person', '', '10.1.2.3', '8.8.8.8', '::1')).toBe('8.8.8.8');
  });

  it.each<NamedBy>(['settings', 'person', 'public-server'])(
    'never asks a metadata service, whatever is allowed: %s',
    (namedBy) => {
      const everything = '0.0.0.0/0 ::/0';
      expect(outcomeOf(namedBy, everything, '169.254.169.254')).toBe('target-metadata');
      expect(outcomeOf(namedBy, everything, '::ffff:169.254.169.254')).toBe('target-metadata');
      expect(outcomeOf(namedBy, everything, 'fd00:ec2::254')).toBe('target-metadata');
      expect(outcomeOf(namedBy, everything, '169.254.169.254', '8.8.8.8')).toBe('8.8.8.8');
    },
  );

  it('has a proxy resolve names, but for those that every cloud knows', () => {
    const policy = new TargetPolicy();
    const refusalOf = (host: string) => {
      try {
        return policy.admitByProxy(host, 'public-server');
      } catch (error) {
        return (error as { code: string }).code;
      }
    };
    expect(refusalOf('intranet.test')).toBeUndefined();
    expect(refusalOf('10.1.2.3')).toBe('target-private');
    expect(refusalOf('Metadata.Google.Internal.')).toBe('target-metadata');
  });

  it('reads networks, and says which entry is none', () => {
    expect(ipNetworks.parse('10.0.0.0/8, fd00::/8 192.0.2.1')).toEqual([
      { address: '10.0.0.0', prefix: 8 },
      { address: 'fd00::', prefix: 8 },
      { address: '192.0.2.1', prefix: 32 },
    ]);
    expect(ipNetworks.safeParse('10.0.0.0/8,10.0.0.0/33').error?.issues[0]?.message).toMatch(/^entry 2 /);
  });
});
