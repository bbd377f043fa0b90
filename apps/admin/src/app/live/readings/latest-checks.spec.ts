import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { LiveFeed } from '../live-feed';
import { FakeStream } from '../stream.fixture';
import { LatestChecks } from './latest-checks';

const READ_AT = '2026-11-23T06:00:00.000Z';
const LATER = '2026-11-23T06:00:30.000Z';

describe('LatestChecks', () => {
  const stream = new FakeStream();
  let checks: LatestChecks;
  const state = { service: 'redis', observedAt: READ_AT, snapshotAt: READ_AT, isStale: true } as const;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [stream.provider] });
    checks = TestBed.inject(LatestChecks);
  });

  it('dates what was read by a newer check that found it as it was', () => {
    stream.observation({ observedAt: LATER, hasChanged: false });
    expect(checks.dated('prod', state)).toEqual({
      ...state,
      observedAt: LATER,
      snapshotAt: LATER,
      isStale: false,
    });
    expect(checks.dated('dev', state)).toBe(state);
  });

  it('leaves the date of a snapshot from before an outage', () => {
    stream.observation({ observedAt: LATER, hasChanged: false });
    const before = { ...state, snapshotAt: '2026-11-23T05:00:00.000Z' } as const;
    expect(checks.dated('prod', before)).toMatchObject({ observedAt: LATER, snapshotAt: before.snapshotAt });
  });

  it('dates nothing that must be read anew, nothing while updates are paused', () => {
    stream.observation({ observedAt: LATER, hasChanged: true });
    TestBed.inject(LiveFeed).pause();
    stream.observation({ observedAt: LATER, hasChanged: false });
    expect(checks.dated('prod', state)).toBe(state);
  });

  it('knows when something was checked last', () => {
    stream.observation({ observedAt: LATER, hasChanged: false });
    expect([checks.newest(READ_AT), checks.newest(READ_AT, 'prod'), checks.newest(READ_AT, 'dev')]).toEqual([
      LATER,
      LATER,
      READ_AT,
    ]);
  });

  it('dates nothing back', () => {
    stream.observation({ observedAt: '2026-11-23T05:59:00.000Z', hasChanged: false });
    expect(checks.dated('prod', state)).toBe(state);
  });
});
