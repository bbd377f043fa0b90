import type { ServiceKind, ServiceLayer, ServiceTraits } from '@envscope/contracts/index.js';
import { describe, expect, it } from '@jest/globals';
import { byLayer, firstOf } from './layers';

const named = (...services: ServiceKind[]) => services.map((service) => ({ service }));
const traitsOf = (service: ServiceKind, layer: ServiceLayer): ServiceTraits => {
  return { service, layer, isVital: true, targets: 'one', figures: [] };
};
const TRAITS = [
  traitsOf('redis', 'infrastructure'),
  traitsOf('request-metrics', 'application'),
  traitsOf('sentry', 'application'),
  traitsOf('discord', 'external'),
];
const groups = (services: { service: ServiceKind }[]) =>
  byLayer(services, TRAITS).map(({ layer, services: members }) => [
    layer,
    ...members.map(({ service }) => service),
  ]);

describe('byLayer', () => {
  it('goes from what the world sees down to what all stands on, as the server orders services', () => {
    expect(groups(named('redis', 'sentry', 'discord', 'request-metrics'))).toEqual([
      ['external', 'discord'],
      ['application', 'request-metrics', 'sentry'],
      ['infrastructure', 'redis'],
    ]);
  });

  it('leaves out a layer that has no service', () => {
    expect(groups(named('redis'))).toEqual([['infrastructure', 'redis']]);
  });
});

describe('firstOf', () => {
  const layers = [
    { layer: 'external' as const, services: ['endpoints', 'uptimerobot'] },
    { layer: 'infrastructure' as const, services: ['redis'] },
  ];

  it.each([
    { wanted: 0, shown: [] },
    { wanted: 1, shown: [['endpoints']] },
    { wanted: 3, shown: [['endpoints', 'uptimerobot'], ['redis']] },
    { wanted: 9, shown: [['endpoints', 'uptimerobot'], ['redis']] },
  ])('takes $wanted from the top', ({ wanted, shown }) => {
    expect(firstOf(layers, wanted).map(({ services }) => services)).toEqual(shown);
  });
});
