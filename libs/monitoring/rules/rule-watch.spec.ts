import { measuredIn, type Rule, type SeriesPoint } from '@envscope/contracts/index.js';
import { StoreFault, type SeriesQuery } from '@envscope/store/observation-store.js';
import { ruleOf } from '@envscope/testing/alerts.js';
import { observationOf, STORY_START_MS, type ObservationDraft } from '@envscope/testing/observations.js';
import { RuleWatch, type RuleTransition } from './rule-watch.js';

const INTERVAL_MS = 60_000;
/** Met by two checks in a row, so that stories stay short. */
const RULE = ruleOf({ durationMs: INTERVAL_MS, cooldownMs: 0 });

type ResultDraft = NonNullable<ObservationDraft['results']>[number];

/** Stored samples, rules that can be replaced, and incidents that open and end as the findings say. */
class Story {
  rules: Rule[];
  isFailing = false;
  readonly queries: SeriesQuery[] = [];
  readonly open = new Set<string>();
  private readonly samples = new Map<string, SeriesPoint[]>();
  private nowMs = STORY_START_MS;
  readonly watch: RuleWatch;

  constructor(...rules: Rule[]) {
    this.rules = rules;
    const repository = { all: () => this.rules, for: () => this.rules.filter(({ isEnabled }) => isEnabled) };
    this.watch = new RuleWatch(
      repository,
      { series: (query) => this.series(query) },
      {
        now: () => this.nowMs,
        steady: () => this.nowMs,
      },
    );
  }

  /** One check of each target. */
  async check(...drafts: (ResultDraft | Pick<ObservationDraft, 'parts'>)[]): Promise<RuleTransition[]> {
    this.nowMs += INTERVAL_MS;
    const results = drafts.filter((draft): draft is ResultDraft => !('parts' in draft));
    const [parts] = drafts.flatMap((draft) => ('parts' in draft && draft.parts ? [draft.parts] : []));
    const observation = observationOf({ atMs: this.nowMs, results, ...(parts && { parts }) });
    for (const { target, measurements } of measuredIn(observation)) {
      const value = measurements['memoryUsedRatio'] ?? null;
      const at = observation.observedAt;
      const point = { at, count: 1, mean: value, min: value, max: value, worst: 'up' } as const;
      this.samples.set(target, [...(this.samples.get(target) ?? []), point]);
    }
    const found = await this.watch.evaluate(observation, INTERVAL_MS, (ruleId, target) =>
      this.open.has(`${ruleId}/${target}`),
    );
    for (const { rule, target, state } of found) {
      if (state === 'fires') this.open.add(`${rule.id}/${target}`);
      else this.open.delete(`${rule.id}/${target}`);
    }
    return found;
  }

  /** Checks one target; answers `!` where the rule is met, `*` recovered, `x` changed, `_` paused, `.` nothing. */
  async play(given: string): Promise<string> {
    let marks = '';
    for (const mark of given) {
      const [found] = await this.check(resultOf(mark));
      marks += !found
        ? '.'
        : found.state === 'fires'
          ? '!'
          : { recovered: '*', 'rule-changed': 'x', paused: '_' }[found.how];
    }
    return marks;
  }

  /** The clock is set back. */
  setBack(byMs: number): void {
    this.nowMs -= byMs;
    this.watch.heedPause({ kind: 'back', lostMs: -byMs });
  }

  private series(query: SeriesQuery): Promise<SeriesPoint[]> {
    this.queries.push(query);
    if (this.isFailing) return Promise.reject(new StoreFault('The disk is full'));
    const { target, fromMs, toMs } = query;
    const isWithin = ({ at }: SeriesPoint) => Date.parse(at) >= fromMs && Date.parse(at) < toMs;
    return Promise.resolve((this.samples.get(target) ?? []).filter(isWithin));
  }
}

/** `^` over the limit, `_` under it, `?` not measured, `p` over it and paused. */
function resultOf(mark: string): ResultDraft {
  if (mark === '?') return {};
  return {
    status: mark === 'p' ? 'paused' : 'up',
    measurements: { memoryUsedRatio: mark === '_' ? 0.5 : 0.95 },
  };
}

describe('RuleWatch', () => {
  it.each([
    { story: 'reports once that a rule fires', given: '_^^^^', expected: '..!..' },
    { story: 'reports that it is over after two samples', given: '^^_^__', expected: '.!...*' },
    { story: 'keeps an incident while its figure is not measured', given: '^^?????', expected: '.!.....' },
    { story: 'is silent about a paused target', given: 'pppp', expected: '....' },
    { story: 'ends when the target is paused', given: '^^p', expected: '.!_' },
    { story: 'fires again', given: '^^__^^', expected: '.!.*.!' },
  ])('$story', async ({ given, expected }) => expect(await new Story(RULE).play(given)).toBe(expected));

  it('takes no sample from before the clock was set back for one of now', async () => {
    const story = new Story(RULE);
    await story.play('_^??');
    story.setBack(2 * INTERVAL_MS);
    expect(await story.play('^^__')).toBe('.!.*');
  });

  it('keeps still for the cooldown after an incident', async () => {
    const story = new Story({ ...RULE, cooldownMs: 4 * INTERVAL_MS });
    expect(await story.play('^^__^^^^^')).toBe('.!.*...!.');
  });

  it('keeps still for the cooldown after people resolved it', async () => {
    const story = new Story({ ...RULE, cooldownMs: 4 * INTERVAL_MS });
    await story.play('^^^');
    story.open.clear();
    expect(await story.play('^^^^')).toBe('...!');
  });

  it('says what was measured, and since when', async () => {
    const story = new Story(RULE);
    await story.play('_^');
    const [found] = await story.check({ label: 'cache', measurements: { memoryUsedRatio: 0.97 } });
    expect(found).toEqual({
      rule: RULE,
      target: 'default',
      label: 'cache',
      sinceMs: STORY_START_MS + 2 * INTERVAL_MS,
      state: 'fires',
      reason: {
        code: 'rule-fired',
        params: { measurement: 'memoryUsedRatio', value: 0.97, threshold: 0.9, condition: 'greater_than' },
      },
    });
  });

  it('watches how long answers take', async () => {
    const story = new Story({ ...RULE, measurement: 'latencyMs', threshold: 100 });
    await story.check({ latencyMs: 50 });
    expect(story.queries).toEqual([]);
    await story.check({ latencyMs: 150 });
    expect(story.queries).toMatchObject([{ measurement: 'latencyMs' }]);
  });

  it('asks the store for none of a thousand healthy targets', async () => {
    const story = new Story(RULE);
    await story.check(...Array.from({ length: 1_000 }, (_, n) => ({ ...resultOf('_'), target: `t${n}` })));
    expect(story.queries).toEqual([]);
  });

  it('judges each target by itself', async () => {
    const story = new Story(RULE);
    const round = [
      { ...resultOf('^'), target: 'a' },
      { ...resultOf('_'), target: 'b' },
    ];
    await story.check(...round);
    expect(await story.check(...round)).toMatchObject([{ target: 'a', state: 'fires' }]);
  });

  it('watches one target where it names one', async () => {
    const story = new Story({ ...RULE, target: 'b' });
    const both = ['a', 'b'].map((target) => ({ ...resultOf('^'), target }));
    await story.check(...both);
    expect(await story.check(...both)).toMatchObject([{ target: 'b', state: 'fires' }]);
  });

  describe('on parts of a service', () => {
    const route = { target: 'GET:/orders', label: 'GET /orders' };
    const partsOf = (mark: string) => [
      { ...route, measurements: { memoryUsedRatio: mark === '^' ? 0.95 : 0.5 } },
    ];
    const checkParts = async (story: Story, given: string) => {
      const found: RuleTransition[] = [];
      for (const mark of given) found.push(...(await story.check({}, { parts: partsOf(mark) })));
      return found;
    };

    it('watches the one that it names, by its figures', async () => {
      const story = new Story({ ...RULE, target: route.target });
      expect(await checkParts(story, '^^^__')).toMatchObject([
        { ...route, state: 'fires' },
        { ...route, state: 'clears', how: 'recovered' },
      ]);
    });

    it('watches none of them where it names none', async () => {
      expect(await checkParts(new Story(RULE), '^^^')).toEqual([]);
    });

    it('ends what fires when its rule watches another one', async () => {
      const story = new Story({ ...RULE, target: route.target });
      await checkParts(story, '^^');
      story.rules = [{ ...RULE, target: 'GET:/carts' }];
      expect(await checkParts(story, '^')).toMatchObject([{ ...route, how: 'rule-changed' }]);
    });
  });

  it('finds nothing while the store fails, and goes on after it', async () => {
    const story = new Story(RULE);
    story.isFailing = true;
    expect(await story.play('^^^')).toBe('...');
    story.isFailing = false;
    expect(await story.play('^')).toBe('!');
  });

  it.each<{ story: string; rules: Rule[] }>([
    { story: 'turned off', rules: [{ ...RULE, isEnabled: false }] },
    { story: 'removed', rules: [] },
    { story: 'asked something else', rules: [{ ...RULE, threshold: 0.8 }] },
    { story: 'moved to another service', rules: [{ ...RULE, service: 'mongodb' }] },
  ])('ends what fires when its rule is $story', async ({ rules }) => {
    const story = new Story(RULE);
    await story.play('^^');
    story.rules = rules;
    expect(await story.play('^')).toBe('x');
  });

  it('asks a changed rule anew', async () => {
    const story = new Story({ ...RULE, cooldownMs: 10 * INTERVAL_MS });
    await story.play('^^^');
    story.rules = [{ ...RULE, threshold: 0.8 }];
    expect(await story.play('^^')).toBe('x!');
  });

  it('lets an incident be when its rule is called something else', async () => {
    const story = new Story(RULE);
    await story.play('^^');
    story.rules = [{ ...RULE, name: 'Renamed', severity: 'critical' }];
    expect(await story.play('^__')).toBe('..*');
  });

  it('ends after a restart what a rule that is off left open', async () => {
    const story = new Story({ ...RULE, isEnabled: false });
    story.open.add(`${RULE.id}/default`);
    expect(await story.play('^')).toBe('x');
  });

  it('lets faults of ours through', async () => {
    const repository = { all: () => [RULE], for: () => [RULE] };
    const watch = new RuleWatch(repository, { series: () => Promise.reject(new TypeError('A bug')) });
    const observation = observationOf({ results: [resultOf('^')] });
    await expect(watch.evaluate(observation, INTERVAL_MS, () => false)).rejects.toThrow('A bug');
  });
});
