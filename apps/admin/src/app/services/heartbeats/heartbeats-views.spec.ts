import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { prepareBench, rowsOf, show, textOf } from '../../testing/service-bench';
import { serviceState } from '../../configuration/console-config.fixture';
import { showCard } from '../service-view.fixture';
import { HeartbeatsDetail } from './heartbeats-detail';
import { HEARTBEATS } from './heartbeats.fixture';

describe('HeartbeatsCard', () => {
  beforeEach(prepareBench);

  it('shows how the last run of each job ended', async () => {
    const host = await showCard('heartbeats', HEARTBEATS);
    const lines = [...host.querySelectorAll('li')].map(textOf);
    expect(lines[0]).toMatch(/^nightly-backup failed \(exit code 3\) /);
    expect(lines[1]).toBe('never no heartbeat yet');
    expect(lines[2]).toMatch(/^report succeeded /);
  });

  it('leads to the jobs that it leaves out', async () => {
    const link = (await showCard('heartbeats', HEARTBEATS, { jobs: 4 })).querySelector('app-omitted-link a');
    expect(textOf(link)).toBe('+4 more');
  });
});

const DETAIL = {
  ...serviceState({ service: 'heartbeats' }),
  environment: 'staging',
  snapshot: null,
  results: [],
  staleTargets: [],
  locations: [],
  measurements: [],
};

describe('HeartbeatsDetail', () => {
  beforeEach(prepareBench);

  const RUN = { startedAt: null, durationMs: null, exitCode: null, run: null, log: null };

  async function showAnswered(runs: readonly object[]): Promise<HTMLElement> {
    const shown = show(HeartbeatsDetail, { snapshot: HEARTBEATS, detail: DETAIL, environment: 'staging' });
    TestBed.tick();
    const url = 'api/internal/environments/staging/jobs/nightly-backup/runs';
    TestBed.inject(HttpTestingController).expectOne(url).flush({ runs });
    return shown;
  }

  it('shows when each job is due, and its newest runs with their logs as text', async () => {
    const host = await showAnswered([
      { ...RUN, outcome: 'failure', endedAt: '2026-11-23T06:00:00.000Z', exitCode: 3, log: '<b>full</b>' },
      {
        ...RUN,
        outcome: 'success',
        startedAt: '2026-11-22T06:00:00.000Z',
        endedAt: '2026-11-22T06:04:00.000Z',
        durationMs: 240_000,
      },
    ]);
    const rows = rowsOf(host);
    expect(rows[0]?.[0]).toBe('nightly-backup 0 2 * * * (Asia/Seoul) grace 36m, timeout 1h');
    expect(rows[1]?.slice(2)).toEqual([
      '– no heartbeat yet',
      '– No successful run yet',
      '– Known after the first heartbeat',
    ]);
    expect(rows[3]?.slice(1)).toEqual([
      'failed (exit code 3)',
      '– Needs both start and end',
      'End of the log <b>full</b>',
    ]);
    expect(rows[4]?.[2]).toBe('4m');
    expect(host.querySelector('pre b')).toBeNull();
  });

  it('has an example without a token', async () => {
    const host = await showAnswered([]);
    expect(textOf(host.querySelector('app-setup-example pre'))).toContain('/api/heartbeats/TOKEN');
    expect(textOf(host.querySelector('app-setup-example .hint'))).toContain('HEARTBEATS_STAGING');
  });
});
