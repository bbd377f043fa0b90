import { HttpTestingController } from '@angular/common/http/testing';
import { ApplicationRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { RuleView } from '@envscope/contracts/index.js';
import { prepareBench } from '../../testing/alert-bench';
import { allRules } from './all-rules';

const rule = (id: string): RuleView => ({
  id,
  name: id,
  environments: [],
  service: 'redis',
  measurement: 'latencyMs',
  condition: 'greater_than',
  threshold: 50,
  durationMs: 0,
  severity: 'low',
  cooldownMs: 0,
  isEnabled: true,
  tags: [],
  isBuiltIn: false,
  updatedAt: null,
  firing: 0,
  lastFiredAt: null,
});

const statistics = {
  total: 2,
  active: 2,
  firing: 0,
  firedToday: 0,
  bySeverity: { low: 2, medium: 0, high: 0, critical: 0 },
};

describe('allRules', () => {
  beforeEach(async () => {
    await prepareBench();
  });

  it('reads page after page to the end, since pages search all rules', async () => {
    const { list } = TestBed.runInInjectionContext(allRules);
    const http = TestBed.inject(HttpTestingController);
    const answer = (url: string, id: string, nextCursor: string | null) => {
      TestBed.tick();
      http.expectOne(url).flush({ rules: [rule(id)], nextCursor, statistics });
    };
    answer('api/internal/rules?limit=200', 'first', 'first');
    expect(list()).toBeUndefined();
    answer('api/internal/rules?limit=200&cursor=first', 'second', null);
    await TestBed.inject(ApplicationRef).whenStable();
    expect(list()?.rules.map(({ id }) => id)).toEqual(['first', 'second']);
    expect(list()?.statistics).toEqual(statistics);
  });
});
