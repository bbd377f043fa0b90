import { describe, expect, it } from '@jest/globals';
import { judge } from './uptimerobot.judgement.js';
import type { Monitor } from './uptimerobot.monitor.js';

const since = '2026-10-02T09:00:00.000Z';
const monitor: Monitor = {
  id: '1',
  name: 'api',
  url: '',
  type: 'HTTP',
  state: 'UP',
  stateSinceAt: since,
  intervalMs: 60_000,
  tags: [],
  certificateExpiresAt: null,
  lastIncident: { startedAt: since, durationMs: null, reason: '502 Bad Gateway', isOpen: true },
  statistics: null,
};

describe('the judgement of a monitor', () => {
  it.each([
    { state: 'UP', expected: 'up' },
    { state: 'PAUSED', expected: 'paused' },
    { state: 'LOOKS_DOWN', expected: 'degraded monitor-failing' },
    { state: 'DOWN', expected: 'down monitor-down' },
    { state: 'STARTED', expected: 'unknown monitor-pending' },
    { state: 'VANISHED', expected: 'unknown no-data' },
  ])('reads $state as $expected', ({ state, expected }) => {
    const { status, reason } = judge({ ...monitor, state });
    expect([status, reason?.code].join(' ').trim()).toBe(expected);
  });

  it('says since when and why a monitor is down', () => {
    expect(judge({ ...monitor, state: 'DOWN' }).reason?.params).toEqual({
      sinceAt: since,
      cause: '502 Bad Gateway',
    });
  });

  it('does not blame an incident that is over', () => {
    const lastIncident = { startedAt: since, durationMs: 5, reason: '502 Bad Gateway', isOpen: false };
    const params = judge({ ...monitor, state: 'DOWN', lastIncident }).reason?.params;
    expect(params).toEqual({ sinceAt: since });
  });
});
