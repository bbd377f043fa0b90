import { type ServiceKind, SERVICES } from '@envscope/contracts/index.js';
import { describe, expect, it } from '@jest/globals';
import { byLayer } from './layers';

const named = (...services: ServiceKind[]) => services.map((service) => ({ service }));
const told = (services: { service: ServiceKind }[]) =>
  byLayer(services).map(({ layer, services: members }) => [layer, ...members.map(({ service }) => service)]);

describe('byLayer', () => {
  it('goes from what the world sees down to what all stands on', () => {
    expect(told(named(...SERVICES))).toEqual([
      ['external', 'uptimerobot', 'discord'],
      ['application', 'request-metrics', 'sentry', 'endpoints'],
      ['infrastructure', 'mongodb', 'redis'],
    ]);
  });

  it('leaves out a layer that has no service', () => {
    expect(told(named('redis'))).toEqual([['infrastructure', 'redis']]);
  });

  it('puts a service that has no place yet last', () => {
    const services = [...named('redis'), { service: 'kafka' as ServiceKind }];
    expect(told(services)).toEqual([
      ['infrastructure', 'redis'],
      ['other', 'kafka'],
    ]);
  });
});
