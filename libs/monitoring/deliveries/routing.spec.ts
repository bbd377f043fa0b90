import type { ChannelRoute, ServiceKind, Severity } from '@envscope/contracts/index.js';
import { memberOf } from '@envscope/testing/alerts.js';
import { FakeChannel } from '@envscope/testing/fakes/fake-channel.js';
import { describe, expect, it } from '@jest/globals';
import { channelsFor } from './routing.js';

const routed = (id: string, route: Partial<ChannelRoute> = {}) =>
  new FakeChannel({ id, route: { severities: null, services: null, ...route } });

const CHANNELS = [
  routed('all'),
  routed('critical', { severities: ['critical'] }),
  routed('mongodb', { services: ['mongodb'] }),
  new FakeChannel({ id: 'webhook', kind: 'webhook' }),
  new FakeChannel({ id: 'elsewhere', environment: 'prod' }),
];

const idsFor = (service: ServiceKind, severity: Severity, channels = CHANNELS) =>
  channelsFor(channels, { environment: 'dev', service, severity, members: [] }).map(({ id }) => id);

describe('channelsFor', () => {
  it.each([
    { story: 'takes the one without a route', service: 'redis', severity: 'high', ids: ['all', 'webhook'] },
    {
      story: 'prefers a route for the severity',
      service: 'redis',
      severity: 'critical',
      ids: ['critical', 'webhook'],
    },
    {
      story: 'prefers a route for the service',
      service: 'mongodb',
      severity: 'low',
      ids: ['mongodb', 'webhook'],
    },
    {
      story: 'puts the service before the severity',
      service: 'mongodb',
      severity: 'critical',
      ids: ['mongodb', 'webhook'],
    },
  ] as const)('of each kind $story', ({ service, severity, ids }) => {
    expect(idsFor(service, severity)).toEqual(ids);
  });

  it('has nothing for what no channel of the environment takes', () => {
    expect(idsFor('redis', 'low', CHANNELS.slice(1, 3))).toEqual([]);
  });

  it('takes those of each environment that an incident of the console concerns', () => {
    const members = ['dev', 'prod'].map((target) => memberOf({ service: 'console', target }));
    const own = { environment: '@console', service: 'console', severity: 'critical', members } as const;
    expect(channelsFor(CHANNELS, own).map(({ id }) => id)).toEqual(['critical', 'webhook', 'elsewhere']);
  });
});
