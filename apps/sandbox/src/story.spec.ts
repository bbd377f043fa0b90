import { describe, expect, it } from '@jest/globals';
import { PLOT, STORY_LENGTH_MS, calmStory, livelyStory } from './story.ts';

const twists = [
  'prod-endpoint-down',
  'staging-monitor-down',
  'staging-error-spike',
  'prod-slow-endpoint',
  'dev-flaky-endpoint',
] as const;

describe('livelyStory', () => {
  it.each(twists)('plays %s within its stretch, and again in every later turn', (twist) => {
    const { from, to } = PLOT[twist];
    for (const turn of [0, STORY_LENGTH_MS, 100 * STORY_LENGTH_MS]) {
      const happens = [from - 1, from, to - 1, to].map((moment) =>
        livelyStory.isHappening(twist, turn + moment),
      );
      expect(happens).toEqual([false, true, true, false]);
    }
  });

  it('keeps a monitor down for about ninety seconds', () => {
    const { from, to } = PLOT['staging-monitor-down'];
    expect(to - from).toBe(90_000);
  });

  it('plays nothing before the start', () => {
    const { from } = PLOT['staging-monitor-down'];
    expect(livelyStory.isHappening('staging-monitor-down', from - STORY_LENGTH_MS)).toBe(false);
    expect(livelyStory.turns('staging-monitor-down', -1, 5)).toEqual([]);
  });

  it('lists the last turns, the present one included', () => {
    const { from } = PLOT['staging-monitor-down'];
    const turns = livelyStory.turns('staging-monitor-down', 3 * STORY_LENGTH_MS + from, 2);
    expect(turns.map((turn) => turn.from)).toEqual([2 * STORY_LENGTH_MS + from, 3 * STORY_LENGTH_MS + from]);
  });

  it('gives the same figure for the same second and other figures for other seconds', () => {
    const at = Date.UTC(2026, 9, 2, 9, 41, 57);
    const figures = Array.from({ length: 60 }, (_, second) =>
      livelyStory.noise('latency', at + second * 1000),
    );
    expect(livelyStory.noise('latency', at + 999)).toBe(figures[0]);
    expect(new Set(figures).size).toBe(60);
    expect(Math.min(...figures)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...figures)).toBeLessThan(1);
  });

  it('is busier in the afternoon than at night', () => {
    const afternoon = livelyStory.load('prod', Date.UTC(2026, 9, 2, 14));
    const night = livelyStory.load('prod', Date.UTC(2026, 9, 2, 2));
    expect(afternoon).toBeGreaterThan(2 * night);
    expect(night).toBeGreaterThan(0);
    expect(afternoon).toBeLessThanOrEqual(1);
  });
});

describe('calmStory', () => {
  it('plays nothing and never moves', () => {
    const anyTime = [0, 100_000, 250_000, 420_000, 600_000];
    expect(twists.flatMap((twist) => anyTime.filter((at) => calmStory.isHappening(twist, at)))).toEqual([]);
    expect(new Set(anyTime.map((at) => calmStory.load('prod', at))).size).toBe(1);
    expect(new Set(anyTime.map((at) => calmStory.noise('latency', at))).size).toBe(1);
  });
});
