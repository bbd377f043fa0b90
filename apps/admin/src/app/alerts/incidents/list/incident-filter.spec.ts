import { describe, expect, it } from '@jest/globals';
import { filterOf, queryOf, resolvedOnly, unresolvedOnly } from './incident-filter';

const NOW_MS = Date.parse('2026-11-23T06:00:00.000Z');
const NOTHING = {
  environment: undefined,
  service: undefined,
  state: undefined,
  severity: undefined,
  period: undefined,
  rule: undefined,
};

describe('filterOf', () => {
  it('reads what the address asks for', () => {
    const address = { ...NOTHING, environment: 'prod', service: 'redis', severity: 'high', period: 'week' };
    expect(queryOf(filterOf(address), NOW_MS)).toEqual({
      environment: 'prod',
      service: 'redis',
      severity: 'high',
      from: '2026-11-16T06:00:00.000Z',
    });
  });

  it('passes over what it does not know', () => {
    const address = { ...NOTHING, service: 'kafka', state: '', severity: 'fatal', period: 'toString' };
    expect(filterOf(address)).toEqual(NOTHING);
  });
});

describe('unresolvedOnly and resolvedOnly', () => {
  it.each([
    { state: undefined, unresolved: 'unresolved', resolved: 'resolved' },
    { state: 'unresolved', unresolved: 'unresolved', resolved: undefined },
    { state: 'open', unresolved: 'open', resolved: undefined },
    { state: 'acknowledged', unresolved: 'acknowledged', resolved: undefined },
    { state: 'resolved', unresolved: undefined, resolved: 'resolved' },
  ] as const)('share out what $state asks for', ({ state, unresolved, resolved }) => {
    expect(unresolvedOnly({ state })?.state).toBe(unresolved);
    expect(resolvedOnly({ state })?.state).toBe(resolved);
  });

  it('show what goes on now whatever the period, and of the rest what lies in it', () => {
    expect(queryOf(unresolvedOnly({ period: 'day' }) ?? {}, NOW_MS)).toEqual({ state: 'unresolved' });
    expect(queryOf(resolvedOnly({ period: 'day' }) ?? {}, NOW_MS)).toEqual({
      state: 'resolved',
      from: '2026-11-22T06:00:00.000Z',
    });
  });
});
