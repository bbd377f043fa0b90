import type { RuleView } from '@envscope/contracts/index.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { TestBed } from '@angular/core/testing';
import { Words } from '../../language/words';
import { prepareBench } from '../../testing/alert-bench';
import { filterOf, isFound } from './rule-filter';

const RULE: RuleView = {
  id: '01998a00-0000-7000-8000-000000000001',
  name: 'Checkout fails',
  environments: ['prod'],
  service: 'request-metrics',
  measurement: 'errorRatio',
  condition: 'greater_than',
  threshold: 0.05,
  durationMs: 0,
  severity: 'high',
  cooldownMs: 0,
  isEnabled: true,
  tags: ['payments'],
  isBuiltIn: false,
  updatedAt: null,
  firing: 0,
  lastFiredAt: null,
};

describe('filterOf', () => {
  it('reads what an address asks for', () => {
    const address = { text: 'check out', state: 'firing', severity: 'high' };
    expect(filterOf(address)).toEqual(address);
  });

  it('does not filter by what cannot be', () => {
    const none = { text: undefined, state: undefined, severity: undefined };
    expect(filterOf({ text: '', state: 'asleep', severity: 'grave' })).toEqual(none);
  });
});

describe('isFound', () => {
  beforeEach(prepareBench);

  it.each([
    { filter: {}, isIt: true },
    { filter: { text: ' CHECKOUT ' }, isIt: true },
    { filter: { text: 'request metrics' }, isIt: true },
    { filter: { text: 'payments' }, isIt: true },
    { filter: { text: 'prod' }, isIt: true },
    { filter: { text: 'redis' }, isIt: false },
    { filter: { state: 'on' }, isIt: true },
    { filter: { state: 'off' }, isIt: false },
    { filter: { state: 'firing' }, isIt: false },
    { filter: { severity: 'high' }, isIt: true },
    { filter: { severity: 'low', text: 'checkout' }, isIt: false },
  ] as const)('finds a rule that is on by $filter: $isIt', ({ filter, isIt }) => {
    expect(isFound(RULE, filter, TestBed.inject(Words))).toBe(isIt);
  });
});
