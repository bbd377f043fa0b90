import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { incidentSummary } from '../../alerts/incidents/incident.fixture';
import { prepareBench } from '../../testing/alert-bench';
import { targetNames } from './target-names';

const ID = '019ab001-7a3e-7bb1-9a38-0d3c6cdcb6e4';
const STATISTICS = {
  total: 0,
  active: 0,
  firing: 0,
  firedToday: 0,
  bySeverity: { low: 0, medium: 0, high: 0, critical: 0 },
};
const MINJI = {
  id: 'person-1',
  name: 'Minji',
  email: null,
  grants: [],
  fromGroups: null,
  isDisabled: false,
  isInvited: false,
  isSecondFactorOn: false,
  source: 'console',
  createdAt: '2026-11-23T06:00:01.000Z',
  signedInAt: null,
};

describe('targetNames', () => {
  let names: ReturnType<typeof targetNames>;

  const answer = (list: string, body: object): void =>
    TestBed.inject(HttpTestingController)
      .expectOne(({ url }) => url === `api/internal/${list}`)
      .flush(body);

  beforeEach(async () => {
    await prepareBench();
    names = TestBed.runInInjectionContext(targetNames);
    TestBed.tick();
    answer('channels', { channels: [] });
    answer('rules', { rules: [], nextCursor: null, statistics: STATISTICS });
    answer('people', { people: [MINJI] });
    answer('api-keys', { apiKeys: [] });
  });

  it('waits for all lists, so that no id becomes a name later', async () => {
    await Promise.resolve();
    expect(names.isAwaited()).toBe(true);
  });

  it('calls what is there by its name, and what is gone by its id', async () => {
    const incident = incidentSummary({ id: ID });
    const unresolved = { open: 1, acknowledged: 0 };
    answer('incidents', { incidents: [incident], nextCursor: null, unresolved });
    await new Promise((resolve) => setTimeout(resolve));
    TestBed.tick();
    expect(names.isAwaited()).toBe(false);
    expect(names.of({ kind: 'incident', id: ID })).toContain('Redis');
    expect(names.of({ kind: 'person', id: MINJI.id })).toBe('Minji');
    expect(names.of({ kind: 'environment', id: 'prod' })).toBe('Production');
    expect(names.of({ kind: 'rule', id: 'gone' })).toBe('gone');
    expect(names.of({ kind: 'channel', id: 'gone.discord' })).toBe('gone.discord');
  });
});
