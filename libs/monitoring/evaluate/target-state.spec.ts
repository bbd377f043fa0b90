import type { CheckStatus, Reason, TargetState } from '@envscope/contracts/index.js';
import { observationOf, STORY_START_MS } from '@envscope/testing/observations.js';
import fc from 'fast-check';
import { policyFor, type StatePolicy } from './policy.js';
import {
  evaluateCheck,
  evaluateAbsence,
  memoryAfterPause,
  evaluateSilence,
  initialMemory,
  evidenceOf,
  type Evaluated,
  type TargetMemory,
  type StateChange,
} from './target-state.js';

const INTERVAL_MS = 30_000;
const TERMS = { intervalMs: INTERVAL_MS, timeoutMs: 10_000 };
const POLICY = policyFor(TERMS);
/** Believes every check, so that stories of flapping stay short; settles after four checks. */
const HASTY = {
  ...policyFor({ ...TERMS, failureThreshold: 1, successThreshold: 1 }),
  settleMs: 4 * INTERVAL_MS,
};

const STATUSES: Readonly<Record<string, CheckStatus>> = {
  '+': 'up',
  '-': 'down',
  '~': 'degraded',
  '?': 'unknown',
  _: 'paused',
  o: 'unconfigured',
};
const TROUBLE = { failing: '!', degraded: '~', unknown: '?', healthy: '' } as const;
const ENDINGS = { recovered: '*', paused: '_', gone: 'x' } as const;

const reasonAt = (mark: string, atMs: number): Reason | null =>
  '-~?o'.includes(mark) ? { code: 'timeout', params: { mark, atMs } } : null;

/** One step of a story: a check, an absence (`.`), or an interval in which nothing is heard (a space). */
function step(state: TargetMemory, mark: string, atMs: number, policy: StatePolicy): Evaluated {
  if (mark === '.') return evaluateAbsence(state, atMs, policy);
  if (mark === ' ') return evaluateSilence(state, atMs, policy);
  const status = STATUSES[mark] ?? 'unknown';
  return evaluateCheck(state, { status, atMs, reason: reasonAt(mark, atMs) }, policy);
}

interface Conditions {
  readonly policy?: StatePolicy;
  readonly from?: TargetState;
  /** The moment of the n-th step. */
  readonly clock?: (n: number) => number;
}

const everyInterval = (n: number) => STORY_START_MS + n * INTERVAL_MS;

/** Plays a story, a check every 30 s, and answers what changed at each step. */
function history(
  given: string,
  { policy = POLICY, from = 'healthy', clock = everyInterval }: Conditions = {},
): { changes: (StateChange | null)[]; state: TargetMemory } {
  let state = initialMemory(from, STORY_START_MS - INTERVAL_MS);
  const changes = [...given].map((mark, n) => {
    const { memory: next, change } = step(state, mark, clock(n), policy);
    state = next;
    return change;
  });
  return { changes, state };
}

/** One mark: `!` failing, `~` degraded, `?` unknown, `*` recovered, `_` paused, `x` gone, `f` flapping, `s…` settled. */
function markOf(change: StateChange | null): string {
  if (!change) return '.';
  if (change.flapping === 'began') return 'f';
  if (change.flapping === 'settled') return change.targetState === 'healthy' ? 's' : 'S';
  return change.how ? ENDINGS[change.how] : TROUBLE[change.targetState];
}

const play = (given: string, options?: Conditions) => history(given, options).changes.map(markOf).join('');

describe('a state', () => {
  it.each([
    { story: 'forgives a single failure', given: '+-+-+', expected: '.....' },
    { story: 'is reported once, at the second failure in a row', given: '+----', expected: '..!..' },
    { story: 'recovers at the second success in a row', given: '--+++', expected: '.!.*.' },
    { story: 'does not recover between two failures', given: '--+-+-', expected: '.!....' },
    { story: 'is degraded apart from down', given: '+~~~', expected: '..~.' },
    { story: 'is degraded where every other check is down', given: '-~-~', expected: '.~..' },
    { story: 'gets worse at the second down in a row', given: '~~--', expected: '.~.!' },
    { story: 'gets better at the second check that is not down', given: '--~~++', expected: '.!.~.*' },
    { story: 'gets better by an up and a degraded', given: '--+~', expected: '.!.~' },
    { story: 'recovers without getting better first', given: '--++', expected: '.!.*' },
    { story: 'is not opened by unknown results', given: '+-?+????', expected: '........' },
    { story: 'lets failures around such a check count as in a row', given: '-?-', expected: '..!' },
    { story: 'lets successes around such a check count as in a row', given: '--+?+', expected: '.!..*' },
    { story: 'is not closed by unknown results', given: '--???????', expected: '.!.......' },
    { story: 'is unknown after five such checks', given: '+?????', expected: '.....?' },
    { story: 'is known again once checks succeed', given: '+?????++', expected: '.....?.*' },
    { story: 'gets worse from unknown to down', given: '?????--', expected: '....?.!' },
    { story: 'is degraded after it was unknown', given: '?????~~', expected: '....?.~' },
    { story: 'needs a new streak after it was unknown', given: '-?????-+', expected: '.....?..' },
    { story: 'ends at once when the target is paused', given: '--_--', expected: '.!_.!' },
    { story: 'ends at once when settings no longer name the target', given: '--o', expected: '.!_' },
    { story: 'is silent about a healthy target that is paused', given: '+_+', expected: '...' },
    { story: 'begins anew after a pause', given: '-_-', expected: '...' },
    { story: 'ends when the target is gone', given: '--..', expected: '.!.x' },
    { story: 'survives one observation that lacks the target', given: '--.-.-', expected: '.!....' },
    { story: 'says nothing when a healthy target goes', given: '+..       ', expected: '..........' },
    { story: 'is unknown after three silent intervals', given: '+    ', expected: '....?' },
    { story: 'stays failing in silence', given: '--         ', expected: '.!.........' },
    { story: 'is no longer degraded in silence', given: '~~    ', expected: '.~...?' },
    { story: 'is unknown once, however long the silence', given: '+          ', expected: '....?......' },
    { story: 'recovers from silence by two successes', given: '++    ++', expected: '.....?.*' },
    { story: 'gives the first check some runs to come', given: '     +', expected: '....?.' },
  ])('$story', ({ given, expected }) => expect(play(given)).toBe(expected));

  it.each([
    { story: 'one failure is enough', failureThreshold: 1, given: '+-+-', expected: '.!..' },
    { story: 'two in a row are needed', failureThreshold: 2, given: '-+--', expected: '...!' },
    { story: 'three in a row are needed', failureThreshold: 3, given: '--+---', expected: '.....!' },
    { story: 'one success is enough', successThreshold: 1, given: '--+-', expected: '.!*.' },
    { story: 'three successes are needed', successThreshold: 3, given: '--++-+++', expected: '.!.....*' },
  ])('heeds thresholds: $story', ({ given, expected, failureThreshold, successThreshold }) =>
    expect(play(given, { policy: policyFor({ ...TERMS, failureThreshold, successThreshold }) })).toBe(
      expected,
    ),
  );

  it.each([
    { story: 'goes on failing without a word', from: 'failing', given: '---', expected: '...' },
    { story: 'recovers', from: 'failing', given: '++', expected: '.*' },
    { story: 'gets worse', from: 'degraded', given: '--', expected: '.!' },
    {
      story: 'is not stale before it had time to be checked',
      from: 'degraded',
      given: '   ++',
      expected: '....*',
    },
    { story: 'is gone', from: 'unknown', given: '..', expected: '.x' },
  ] as const)('after a restart $story', ({ given, expected, from }) =>
    expect(play(given, { from })).toBe(expected),
  );

  it('dates from the first of the checks that made it so, and gives the first and the newest reason', () => {
    const { changes } = history('+-?-');
    expect(changes.at(-1)).toEqual({
      targetState: 'failing',
      sinceMs: STORY_START_MS + INTERVAL_MS,
      atMs: STORY_START_MS + 3 * INTERVAL_MS,
      reason: reasonAt('-', STORY_START_MS + 3 * INTERVAL_MS),
      firstReason: reasonAt('-', STORY_START_MS + INTERVAL_MS),
      how: null,
      flapping: null,
    });
  });

  it('dates silence from the last result', () => {
    const { changes } = history('+    ');
    const sinceAt = new Date(STORY_START_MS).toISOString();
    expect(changes.at(-1)).toMatchObject({
      sinceMs: STORY_START_MS,
      reason: { code: 'stale', params: { sinceAt } },
    });
  });
});

describe('flapping', () => {
  it.each([
    { story: 'is reported once, at the fifth turn', given: '-+-+-+-+', expected: '!*!*f...' },
    { story: 'settles well', given: '-+-+-+++++', expected: '!*!*f....s' },
    { story: 'settles failing', given: '-+-+-+-----', expected: '!*!*f.....S' },
    { story: 'is reported of a degraded target too', given: '~+~+~', expected: '~*~*f' },
    { story: 'says nothing of worse and better', given: '-+-+-~-~', expected: '!*!*f...' },
    { story: 'begins anew after it has settled', given: '-+-+-+++++-+', expected: '!*!*f....s!*' },
    { story: 'settles in silence', given: '-+-+-    ', expected: '!*!*f...S' },
    { story: 'ends when the target is paused', given: '-+-+-_', expected: '!*!*fs' },
    { story: 'ends when the target is gone', given: '-+-+-.', expected: '!*!*fs' },
  ])('$story', ({ given, expected }) => expect(play(given, { policy: HASTY })).toBe(expected));

  it('is not found where turns are far apart', () => {
    const clock = (n: number) => STORY_START_MS + n * HASTY.flapWindowMs;
    expect(play('-+-+-+-+', { policy: HASTY, clock })).toBe('!*!*!*!*');
  });

  it('keeps the state that was reported while it goes on', () => {
    expect(history('-+-+-+', { policy: HASTY }).state).toMatchObject({
      targetState: 'failing',
      isFlapping: true,
    });
  });

  it('settles with the moment from which on the target has failed', () => {
    const { changes } = history('-++-++-+---', { policy: { ...HASTY, successThreshold: 2 } });
    expect(changes.at(-1)).toMatchObject({ flapping: 'settled', sinceMs: STORY_START_MS + 6 * INTERVAL_MS });
  });

  it('settles although the clock was set back by a day', () => {
    const clock = (n: number) => STORY_START_MS + n * INTERVAL_MS - (n > 5 ? 86_400_000 : 0);
    expect(play('-+-+-++++++', { policy: HASTY, clock })).toBe('!*!*f.....s');
  });
});

describe('considerPause', () => {
  const HOUR_MS = 3_600_000;

  it.each([
    { direction: 'ahead', jumpMs: HOUR_MS },
    { direction: 'back', jumpMs: -HOUR_MS },
  ])('lets no flapping target settle because the clock goes $direction', ({ jumpMs }) => {
    const { state } = history('-+-+-', { policy: HASTY });
    const nowMs = everyInterval(5) + jumpMs;
    const paused = memoryAfterPause(state, jumpMs, nowMs);
    const up = (n: number) => ({ status: 'up', atMs: nowMs + n * INTERVAL_MS, reason: null }) as const;
    let [settledAfter, after] = [0, paused];
    for (; after.isFlapping; settledAfter += 1) after = evaluateCheck(after, up(settledAfter), HASTY).memory;
    let [expected, untouched] = [0, state];
    const then = (n: number) => ({ ...up(n), atMs: everyInterval(5 + n) });
    for (; untouched.isFlapping; expected += 1)
      untouched = evaluateCheck(untouched, then(expected), HASTY).memory;
    expect(settledAfter).toBe(expected);
  });

  it('leaves the state and its beginning as they were', () => {
    const { state } = history('--', { policy: POLICY });
    const { targetState, belief } = memoryAfterPause(state, HOUR_MS, everyInterval(2) + HOUR_MS);
    expect({ targetState, belief }).toEqual({ targetState: 'failing', belief: state.belief });
  });
});

describe('sightingOf', () => {
  const leftToRules = new Set(['memory-nearly-full'] as const);
  const findingWith = (status: 'degraded' | 'unknown', code: Reason['code']) => {
    const [result] = observationOf({ results: [{ status, reason: { code, params: {} } }] }).results;
    return result && evidenceOf(result, leftToRules);
  };

  it('takes a result that a rule watches for up', () => {
    expect(findingWith('degraded', 'memory-nearly-full')).toEqual({
      status: 'up',
      atMs: STORY_START_MS,
      reason: null,
    });
  });

  it('leaves every other result as it is', () => {
    expect(findingWith('degraded', 'replica-unlinked')).toMatchObject({ status: 'degraded' });
    expect(findingWith('unknown', 'memory-nearly-full')).toMatchObject({ status: 'unknown' });
  });
});

describe('any sequence', () => {
  const story = fc.string({ unit: fc.constantFrom(...'++++----~~??_.o '), maxLength: 120 });
  const thresholds = fc.record({
    failureThreshold: fc.integer({ min: 1, max: 4 }),
    successThreshold: fc.integer({ min: 1, max: 4 }),
  });
  const anyPolicy = thresholds.map((options) => ({
    ...policyFor({ ...TERMS, ...options }),
    settleMs: 5 * INTERVAL_MS,
  }));
  /** Moments that also repeat and go back. */
  const jumps = fc.array(fc.constantFrom(0, 0, 0, -INTERVAL_MS, -4 * INTERVAL_MS, 3_600_000), {
    minLength: 160,
  });
  const clockOf = (offsets: readonly number[]) => (n: number) =>
    STORY_START_MS + n * INTERVAL_MS + (offsets[n] ?? 0);

  it('alternates between opening and closing, and closes nothing that was not opened', () => {
    fc.assert(
      fc.property(story, anyPolicy, jumps, (given, policy, offsets) => {
        let targetState: TargetState = 'healthy';
        let isFlapping = false;
        for (const change of history(given, { policy, clock: clockOf(offsets) }).changes) {
          if (!change) continue;
          // Flapping speaks twice: once it may name the state that was reported before.
          if (change.flapping === null) expect(change.targetState).not.toBe(targetState);
          if (change.targetState === 'healthy') expect(targetState).not.toBe('healthy');
          expect(change.how === null).toBe(change.targetState !== 'healthy');
          expect(change.reason === null).toBe(change.targetState === 'healthy');
          expect(change.sinceMs).toBeLessThanOrEqual(change.atMs);
          expect(isFlapping).toBe(change.flapping === 'settled');
          isFlapping = change.flapping === 'began';
          targetState = change.targetState;
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    { run: '+', targetState: 'healthy' },
    { run: '-', targetState: 'failing' },
    { run: '~', targetState: 'degraded' },
  ])('ends $state after a long run of $run', ({ run, targetState }) => {
    fc.assert(
      fc.property(story, anyPolicy, (given, policy) => {
        expect(history(given + run.repeat(12), { policy }).state).toMatchObject({
          targetState,
          isFlapping: false,
        });
      }),
    );
  });

  it('survives being written down', () => {
    fc.assert(
      fc.property(story, (given) => {
        const { state } = history(given);
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
      }),
    );
  });
});
