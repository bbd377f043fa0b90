import { describe, expect, it } from '@jest/globals';
import type { Monitor } from './uptimerobot.monitor.js';
import { StatisticsSweep } from './uptimerobot.sweep.js';

const MINUTE_MS = 60_000;
const at = (minute: number): number => Date.parse('2026-10-02T12:00:00Z') + minute * MINUTE_MS;

function monitor(id: string, state = 'UP', uptime24HoursRatio: number | null = 1): Monitor {
  const unread = { uptime7DaysRatio: null, uptime30DaysRatio: null, averageResponseMs: null };
  return {
    id,
    name: id,
    url: '',
    type: 'HTTP',
    state,
    stateSinceAt: null,
    intervalMs: null,
    tags: [],
    certificateExpiresAt: null,
    lastIncident: null,
    statistics: { uptime24HoursRatio, ...unread, asOf: new Date(at(0)).toISOString() },
  };
}

/** Reads two figures a minute, each `1` + its minute; answers what was read, minute by minute. */
function play(sweep: StatisticsSweep, monitors: readonly Monitor[], minutes: readonly number[]): string[] {
  return minutes.map((minute) => {
    const wanted = sweep.next(monitors, 2, at(minute));
    wanted.forEach((one) => sweep.keep(one, minute, { now: () => at(minute), steady: () => at(minute) }));
    return wanted.map(({ monitorId, figure }) => `${monitorId} ${figure}`).join(', ');
  });
}

describe('StatisticsSweep', () => {
  it('reads every figure of every monitor before any for a second time', () => {
    const read = play(new StatisticsSweep(), [monitor('a'), monitor('b')], [0, 1, 2, 6]);
    expect(read).toEqual([
      'a uptime30DaysRatio, b uptime30DaysRatio',
      'a averageResponseMs, b averageResponseMs',
      'a uptime7DaysRatio, b uptime7DaysRatio',
      'a uptime30DaysRatio, b uptime30DaysRatio',
    ]);
  });

  it('rests while all figures are young', () => {
    expect(play(new StatisticsSweep(), [monitor('a')], [0, 1, 2, 4])).toEqual([
      'a uptime30DaysRatio, a averageResponseMs',
      'a uptime7DaysRatio',
      '',
      '',
    ]);
  });

  it('reads the uptime of the day only where the list lacks it', () => {
    expect(play(new StatisticsSweep(), [monitor('a', 'UP', null)], [0])[0]).toContain('a uptime24HoursRatio');
  });

  it('spends nothing on monitors that are not watched', () => {
    const monitors = [monitor('a', 'PAUSED', null), monitor('b', 'STARTED', null)];
    expect(new StatisticsSweep().next(monitors, 9, at(0))).toEqual([]);
  });

  it('completes a monitor and says how old its oldest figure is', () => {
    const sweep = new StatisticsSweep();
    play(sweep, [monitor('a')], [-9, -5]);
    expect(sweep.complete(monitor('a')).statistics).toEqual({
      uptime24HoursRatio: 1,
      uptime7DaysRatio: -5,
      uptime30DaysRatio: -9,
      averageResponseMs: -9,
      asOf: new Date(at(-9)).toISOString(),
    });
  });

  it('puts a figure that fails behind the others and keeps its value', () => {
    const sweep = new StatisticsSweep();
    const monitors = [monitor('a')];
    play(sweep, monitors, [0, 1]);
    const [first] = sweep.next(monitors, 1, at(7));
    expect(first?.figure).toBe('uptime30DaysRatio');
    if (first) sweep.skip(first, at(7));
    expect(sweep.next(monitors, 1, at(7))[0]?.figure).toBe('averageResponseMs');
    expect(sweep.complete(monitor('a')).statistics?.uptime30DaysRatio).toBe(0);
  });

  it('forgets monitors that are gone', () => {
    const sweep = new StatisticsSweep();
    play(sweep, [monitor('a')], [-9]);
    sweep.next([monitor('b')], 0, at(0));
    expect(sweep.complete(monitor('a')).statistics?.uptime30DaysRatio).toBeNull();
  });
});
