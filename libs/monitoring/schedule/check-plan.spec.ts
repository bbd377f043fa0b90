import { describe, expect, it } from '@jest/globals';
import type { AnyEnvironment } from '@envscope/environments/environments.js';
import type { Probe } from '@envscope/integrations/kernel/probe.js';
import { CheckPlan } from './check-plan.js';

const observe = () => Promise.reject(new Error('Not to be checked here'));
const redis: Probe = { service: 'redis', observe };
const endpoints: Probe = {
  service: 'endpoints',
  observe,
  targets: () => [{ id: 'api' }, { id: 'slow', intervalMs: 60_000, timeoutMs: 30_000, failureThreshold: 5 }],
};
const environment = (id: string, state: 'configured' | 'missing') => {
  const described = (calls?: object[]) => ({ addresses: ['db.example.com:6379'], ...(calls && { calls }) });
  const section = (calls?: object[]) => ({ state, intervalMs: 20_000, description: described(calls) });
  const calls = [
    { name: 'api', origin: 'https://api.example.com' },
    { name: 'slow', origin: 'http://slow' },
  ];
  return { id, sections: { redis: section(), endpoints: section(calls) } } as unknown as AnyEnvironment;
};
const usual = { timeoutMs: 10_000, failureThreshold: undefined, successThreshold: 3 };
const nowhere = { locations: [], quorum: 'majority' } as const;

describe('CheckPlan', () => {
  const plan = new CheckPlan(
    [redis, endpoints],
    [environment('dev', 'configured'), environment('qa', 'missing')],
    { ...usual, ...nowhere },
  );

  it('checks each target that a probe lists by itself, and what is not configured once, as a whole', () => {
    const planned = plan.checks.map(({ probe, environment: id, target, terms }) =>
      [id, probe.service, target?.id, terms?.intervalMs].join(' ').trim(),
    );
    expect(planned).toEqual([
      'dev redis  20000',
      'dev endpoints api 20000',
      'dev endpoints slow 60000',
      'qa redis',
      'qa endpoints',
    ]);
  });

  it('knows the hosts that a check goes to', () => {
    expect(plan.destinationsOf('dev', 'redis').map(({ origin }) => origin)).toEqual([
      'tcp://db.example.com:6379',
    ]);
    expect(plan.destinationsOf('dev', 'endpoints', 'slow').map(({ origin }) => origin)).toEqual([
      'http://slow',
    ]);
    expect(plan.destinationsOf('qa', 'redis')).toEqual([]);
  });

  it("prefers a target's own terms", () => {
    expect(plan.termsOf('dev', 'endpoints', 'api')).toEqual({ intervalMs: 20_000, ...usual });
    expect(plan.termsOf('dev', 'endpoints', 'slow')).toEqual({
      intervalMs: 60_000,
      timeoutMs: 30_000,
      failureThreshold: 5,
      successThreshold: 3,
    });
  });

  it('knows from where targets are checked: all locations or some of them, and none of a service as a whole', () => {
    const probe: Probe = {
      service: 'endpoints',
      observe,
      targets: () => [
        { id: 'api', locations: 'all' },
        { id: 'intranet', locations: ['frankfurt'], quorum: 'all' },
        { id: 'here' },
      ],
    };
    const from = { locations: ['seoul', 'frankfurt'], quorum: 'majority' } as const;
    const far = new CheckPlan([redis, probe], [environment('dev', 'configured')], { ...usual, ...from });
    expect(far.checks.map(({ target, locations }) => [target?.id, ...locations].join(' '))).toEqual([
      '',
      'api seoul frankfurt',
      'intranet frankfurt',
      'here',
    ]);
    expect(far.locationsOf('dev', 'endpoints', 'intranet')).toMatchObject({ quorum: 'all' });
    expect(['here', 'gone'].map((target) => far.locationsOf('dev', 'endpoints', target))).toEqual([
      null,
      null,
    ]);
    expect(plan.locationsOf('dev', 'endpoints', 'api')).toBeNull();
    expect(far.locationsOfService('dev', 'endpoints')).toEqual(from.locations);
    expect(far.locationsOfService('dev', 'redis')).toEqual([]);
  });

  it('has no terms for a target that nobody names, but for any of a service that is checked as a whole', () => {
    expect(plan.termsOf('dev', 'endpoints', 'gone')).toBeNull();
    expect(plan.termsOf('dev', 'redis', 'any')).toEqual({ intervalMs: 20_000, ...usual });
    expect(plan.termsOf('qa', 'redis', 'default')).toBeNull();
    expect([plan.targetsOf('dev', 'endpoints'), plan.targetsOf('dev', 'redis')]).toEqual([
      ['api', 'slow'],
      null,
    ]);
  });
});
