import type { RuleCondition, SeriesPoint } from '@envscope/contracts/index.js';
import { STORY_START_MS } from '@envscope/testing/observations.js';
import fc from 'fast-check';
import { isBreaching, evaluateRule, ruleWindowOf } from './rule-evaluation.js';

const MINUTE_MS = 60_000;
const RULE = { condition: 'greater_than', threshold: 0.9, durationMs: 5 * MINUTE_MS } as const;
const VALUES: Readonly<Record<string, number | null>> = { '^': 0.95, _: 0.5, '?': null };
const MARKS = { fires: '!', clears: '*', undecided: '.' } as const;

function pointOf(atMs: number, value: number | null): SeriesPoint {
  return { at: new Date(atMs).toISOString(), count: 1, mean: value, min: value, max: value, worst: 'up' };
}

/** The samples of a story, one mark an interval: `^` over the limit, `_` under it, `?` without the figure, a space no check. */
function samplesOf(given: string, intervalMs: number): SeriesPoint[] {
  return [...given].flatMap((mark, n) =>
    mark === ' ' ? [] : [pointOf(STORY_START_MS + n * intervalMs, VALUES[mark] ?? null)],
  );
}

interface Conditions {
  readonly intervalMs?: number | undefined;
  readonly durationMs?: number | undefined;
}

/** Answers, after each mark, `!` where the rule is met, `*` where it is not, `.` where that is unknown. */
function play(
  given: string,
  { intervalMs = MINUTE_MS, durationMs = RULE.durationMs }: Conditions = {},
): string {
  return [...given]
    .map((_, n) => {
      const time = { intervalMs, nowMs: STORY_START_MS + n * intervalMs + 1_200 };
      const { fromMs, toMs } = ruleWindowOf({ durationMs }, time);
      const points = samplesOf(given.slice(0, n + 1), intervalMs).filter(
        ({ at }) => Date.parse(at) >= fromMs && Date.parse(at) < toMs,
      );
      return MARKS[evaluateRule({ ...RULE, durationMs }, points, time).outcome];
    })
    .join('');
}

describe('a rule on five minutes of samples', () => {
  it.each([
    { story: 'is met once all of them are over the limit', given: '^^^^^^^', expected: '.....!!' },
    {
      story: 'begins anew after a single one that is not',
      given: '^^^_^^^^^^',
      expected: '.........!',
    },
    { story: 'says nothing of a single value', given: '_', expected: '.' },
    { story: 'is not met by two values in a row under the limit', given: '^^^^^^__', expected: '.....!.*' },
    { story: 'does not clear on a single value', given: '^^^^^^_^_^', expected: '.....!....' },
    { story: 'passes over checks that did not measure it', given: '^^?^^^', expected: '.....!' },
    { story: 'is unknown where the figure stays away', given: '^^^^^^????', expected: '.....!!!..' },
    { story: 'is unknown where checks stay away', given: '^^^^^^    ', expected: '.....!!!..' },
    { story: 'bridges two missed checks', given: '^^  ^^', expected: '.....!' },
    { story: 'does not bridge three', given: '^^   ^^^^^^', expected: '..........!' },
  ])('$story', ({ given, expected }) => expect(play(given)).toBe(expected));
});

describe('a rule elsewhere', () => {
  it.each([
    {
      story: 'needs two samples although one would fill the duration',
      intervalMs: 3_600_000,
      given: '^^',
      expected: '.!',
    },
    { story: 'needs two samples where it has no duration', durationMs: 0, given: '^^_^', expected: '.!..' },
    {
      story: 'waits for as many samples as the duration holds',
      intervalMs: 30_000,
      given: '^^^^^^^^^^^',
      expected: '..........!',
    },
  ])('$story', ({ given, expected, intervalMs, durationMs }) =>
    expect(play(given, { intervalMs, durationMs })).toBe(expected),
  );

  it('dates from the first of the samples in a row', () => {
    const time = { intervalMs: MINUTE_MS, nowMs: STORY_START_MS + 7 * MINUTE_MS };
    const judgement = evaluateRule(RULE, samplesOf('_^^^^^^^', MINUTE_MS), time);
    expect(judgement).toEqual({ outcome: 'fires', sinceMs: STORY_START_MS + MINUTE_MS });
  });

  it('takes a bucket of several values for met when all of them are', () => {
    const time = { intervalMs: MINUTE_MS, nowMs: STORY_START_MS + MINUTE_MS };
    const points = (min: number) =>
      [0, 1].map((n) => ({ ...pointOf(STORY_START_MS + n * MINUTE_MS, 0.99), min }));
    expect(evaluateRule({ ...RULE, durationMs: 0 }, points(0.95), time).outcome).toBe('fires');
    expect(evaluateRule({ ...RULE, durationMs: 0 }, points(0.5), time).outcome).toBe('clears');
  });

  it.each<[RuleCondition, number, boolean]>([
    ['greater_than', 0.91, true],
    ['greater_than', 0.9, false],
    ['less_than', 0.89, true],
    ['less_than', 0.9, false],
    ['equals', 0.9, true],
    ['equals', 0.91, false],
  ])('%s 0.9 of %d is %s', (condition, value, expected) =>
    expect(isBreaching(value, { condition, threshold: 0.9 })).toBe(expected),
  );
});

describe('any samples', () => {
  const marks = fc.string({ unit: fc.constantFrom(...'^^^^_? '), maxLength: 30 });
  const options = fc.record({
    intervalMs: fc.constantFrom(30_000, MINUTE_MS, 3_600_000),
    durationMs: fc.constantFrom(0, MINUTE_MS, 5 * MINUTE_MS),
  });

  it('meet a rule only where two follow each other within three intervals, all over the limit', () => {
    fc.assert(
      fc.property(marks, options, (given, { intervalMs, durationMs }) => {
        const marks = play(given, { intervalMs, durationMs });
        [...marks].forEach((mark, n) => {
          const heard = given.slice(0, n + 1).replaceAll('?', ' ');
          if (mark === '!') expect(heard).toMatch(/\^ {0,2}\^ {0,2}$/);
          if (mark === '*') expect(heard).toMatch(/_ {0,2}_ {0,2}$/);
        });
      }),
    );
  });

  it('meet no rule that they do not cover', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9 }), (count) => {
        expect(play('^'.repeat(count), { durationMs: 10 * MINUTE_MS })).toBe('.'.repeat(count));
      }),
    );
  });
});
