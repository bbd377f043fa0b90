import type { SeriesPoint } from '@envscope/contracts/index.js';
import { STORY_START_MS } from '@envscope/testing/observations.js';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { evaluateRule, ruleWindowOf, transitionOf } from './rule-evaluation.js';
import { RuleReplay } from './rule-replay.js';

const MINUTE_MS = 60_000;
const RULE = {
  condition: 'greater_than',
  threshold: 800,
  durationMs: MINUTE_MS,
  cooldownMs: 0,
} as const;

/** One mark a minute: `^` over the limit, `_` under it, `?` without the figure, `p` paused, a space no check. */
function pointsOf(given: string): SeriesPoint[] {
  return [...given].flatMap((mark, minute) => {
    if (mark === ' ') return [];
    const value = mark === '^' ? 900 : mark === '_' ? 100 : null;
    const at = new Date(STORY_START_MS + minute * MINUTE_MS).toISOString();
    const worst = mark === 'p' ? ('paused' as const) : ('up' as const);
    return [{ at, count: 1, mean: value, min: value, max: value, worst }];
  });
}

function replay(given: string, cooldownMs = 0) {
  const played = new RuleReplay({ ...RULE, cooldownMs }, MINUTE_MS);
  played.take(pointsOf(given));
  return played.outcome;
}

/** The same as it happens: after each check the window of the store, and what it changes. */
function live(points: readonly SeriesPoint[], cooldownMs: number): number[] {
  const fired: number[] = [];
  let isFiring = false;
  let openMs = -Infinity;
  points.forEach((point, index) => {
    const nowMs = Date.parse(point.at);
    if (isFiring) openMs = nowMs;
    if (point.worst === 'paused') {
      isFiring = false;
      return;
    }
    const time = { intervalMs: MINUTE_MS, nowMs };
    const { fromMs } = ruleWindowOf(RULE, time);
    const window = points.slice(0, index + 1).filter(({ at }) => Date.parse(at) >= fromMs);
    const isCooling = nowMs - openMs < cooldownMs;
    // What was not measured begins nothing.
    const found = transitionOf(evaluateRule(RULE, window, time), { isFiring, isCooling });
    if (found === 'fires' && point.min !== null) {
      fired.push(nowMs);
      isFiring = true;
    }
    if (found === 'clears') isFiring = false;
  });
  return fired;
}

describe('RuleReplay', () => {
  it.each([
    { story: 'knows nothing without samples', given: '???', count: 0, isOpen: false },
    { story: 'counts each time that it fires', given: '^^^__^^__', count: 2, isOpen: false },
    { story: 'does not fire on a single sample', given: '_^_^_', count: 0, isOpen: false },
    { story: 'fires still', given: '__^^^', count: 1, isOpen: true },
    { story: 'goes on firing without samples', given: '^^????^', count: 1, isOpen: true },
    { story: 'ends where people paused the target', given: '^^p', count: 1, isOpen: false },
    { story: 'begins anew after a gap', given: '^    ^', count: 0, isOpen: false },
  ])('$story', ({ given, count, isOpen }) => {
    const { firings, ...outcome } = replay(given);
    expect(outcome.count).toBe(count);
    expect(firings.at(-1)?.toMs === null).toBe(isOpen);
  });

  it('says when it fired, and what was measured', () => {
    expect(replay('_^^^__?')).toEqual({
      samples: 6,
      breaching: 3,
      firstAt: new Date(STORY_START_MS).toISOString(),
      newest: { at: new Date(STORY_START_MS + 5 * MINUTE_MS).toISOString(), value: 100 },
      least: 100,
      greatest: 900,
      count: 1,
      firings: [{ fromMs: STORY_START_MS + 2 * MINUTE_MS, toMs: STORY_START_MS + 5 * MINUTE_MS }],
    });
  });

  it('keeps still for the cooldown', () => {
    expect(replay('^^__^^__', 10 * MINUTE_MS).count).toBe(1);
  });

  it('lists the newest fifty of many, and counts all', () => {
    const { count, firings } = replay('^^__'.repeat(60));
    expect([count, firings.length]).toEqual([60, 50]);
    expect(firings.at(-1)?.fromMs).toBe(STORY_START_MS + (59 * 4 + 1) * MINUTE_MS);
  });

  it('fires when a rule that watched would have, whatever was stored, and in however many parts it is read', () => {
    const stories = fc.array(fc.constantFrom('^', '^', '^', '_', '_', '?', ' ', 'p'), { maxLength: 60 });
    fc.assert(
      fc.property(stories, fc.integer({ min: 0, max: 6 }), fc.nat(60), (marks, cooldown, cut) => {
        const points = pointsOf(marks.join(''));
        const cooldownMs = cooldown * MINUTE_MS;
        const played = new RuleReplay({ ...RULE, cooldownMs }, MINUTE_MS);
        played.take(points.slice(0, cut));
        played.take(points.slice(cut));
        expect(played.outcome.firings.map(({ fromMs }) => fromMs)).toEqual(live(points, cooldownMs));
      }),
    );
  });
});
