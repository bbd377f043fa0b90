import type { Incident, ServiceKind } from '@envscope/contracts/index.js';
import { MANIFESTS } from '@envscope/integrations/services.js';
import { idOf, incidentOf } from '@envscope/testing/alerts.js';
import { FakeClock } from '@envscope/testing/fakes/fake-clock.js';
import { changeOf, IncidentPlay, playStory } from '@envscope/testing/incident-play.js';
import { STORY_START_MS } from '@envscope/testing/observations.js';
import { describe, expect, it } from '@jest/globals';
import { ClockWatch } from '../clock/clock-watch.js';
import { applyChanges } from './incident-changes.js';

interface Story {
  readonly story: string;
  /** What happens, seconds first, and what comes of it. */
  readonly lines: readonly (readonly [happens: string, comes: string])[];
  readonly groupWindowMs?: number;
}

const stories: readonly Story[] = [
  {
    story: 'reports an outage of five endpoints as one incident',
    lines: [
      ['0 endpoints a- b- c- d- e-', '#1 opened a- b- c- d- e-'],
      ['90 endpoints a+ b+', '#1 changed a+ b+ c- d- e-'],
      ['120 endpoints c+ d+ e+', '#1 changed,resolved a+ b+ c+ d+ e+'],
    ],
  },
  {
    story: 'lets what fails soon after join, counted from the last that joined',
    lines: [
      ['0 endpoints a-', '#1 opened a-'],
      ['60 endpoints b-', '#1 changed a- b-'],
      ['120 endpoints c-', '#1 changed a- b- c-'],
      ['181 endpoints d-', '#2 opened d-'],
    ],
  },
  {
    story: 'gives each target an incident of its own without a window',
    groupWindowMs: 0,
    lines: [
      ['0 endpoints a- b-', '#1 opened a- | #2 opened b-'],
      ['30 endpoints a+', '#1 changed,resolved a+'],
    ],
  },
  {
    story: 'keeps services apart',
    lines: [
      ['0 sentry a-', '#1 opened a-'],
      ['1 uptimerobot b-', '#2 opened b-'],
    ],
  },
  {
    story: 'reports what gets worse, better and well',
    lines: [
      ['0 redis a~', '#1 opened a~'],
      ['30 redis a-', '#1 changed a-'],
      ['60 redis a~', '#1 changed a~'],
      ['90 redis a+', '#1 changed,resolved a+'],
    ],
  },
  {
    story: 'counts a member that fails again as no new one',
    lines: [
      ['0 endpoints a- b-', '#1 opened a- b-'],
      ['300 endpoints a+', '#1 changed a+ b-'],
      ['600 endpoints a-', '#1 changed a- b-'],
    ],
  },
  {
    story: 'stays open where one recovers as another begins to fail',
    lines: [
      ['0 endpoints a-', '#1 opened a-'],
      ['30 endpoints a+ b-', '#1 changed a+ b-'],
    ],
  },
  {
    story: 'opens a new incident when a target fails again after its incident is over',
    lines: [
      ['0 redis a-', '#1 opened a-'],
      ['30 redis a+', '#1 changed,resolved a+'],
      ['40 redis a-', '#2 opened a-'],
    ],
  },
  {
    story: 'takes endpoints and request metrics along while MongoDB is down',
    lines: [
      ['0 mongodb db-', '#1 opened db-'],
      ['20 endpoints a- b-', '#1 changed db- (a-) (b-)'],
      ['40 request-metrics default~', '#1 changed db- (a-) (b-) (default~)'],
      ['50 sentry s-', '#2 opened s-'],
      ['90 mongodb db+', '#1 changed db+ (a-) (b-) (default~)'],
      ['99 endpoints a+ b+', '#1 changed db+ (a+) (b+) (default~)'],
      ['120 request-metrics default+', '#1 changed,resolved db+ (a+) (b+) (default+)'],
    ],
  },
  {
    story: 'takes no dependent of what is only degraded, has recovered or began long before',
    lines: [
      ['0 mongodb db~', '#1 opened db~'],
      ['10 endpoints a-', '#2 opened a-'],
      ['20 redis r-', '#3 opened r-'],
      ['321 endpoints b-', '#4 opened b-'],
    ],
  },
  {
    story: 'takes what is unknown for no dependent',
    lines: [
      ['0 mongodb db-', '#1 opened db-'],
      ['10 endpoints a?', '#2 opened a?'],
    ],
  },
  {
    story: 'groups the targets of a rule, apart from other rules and from checks',
    lines: [
      ['0 mongodb/storage a~', '#1 opened a~'],
      ['10 mongodb/storage b~', '#1 changed a~ b~'],
      ['20 mongodb/connections a~', '#2 opened a~'],
      ['30 mongodb a-', '#3 opened a-'],
      ['40 mongodb/storage a+ b+', '#1 changed,resolved a+ b+'],
      ['50 mongodb a+', '#3 changed,resolved a+'],
    ],
  },
  {
    story: 'takes a rule on a dependent along, beside the checks of the same target',
    lines: [
      ['0 redis r-', '#1 opened r-'],
      ['10 request-metrics default-', '#1 changed r- (default-)'],
      ['60 request-metrics/errors default~', '#1 changed r- (default-) (default~)'],
      ['70 request-metrics default+', '#1 changed r- (default+) (default~)'],
      ['80 request-metrics/errors default+', '#1 changed r- (default+) (default+)'],
      ['90 redis r+', '#1 changed,resolved r+ (default+) (default+)'],
    ],
  },
  {
    story: 'is acknowledged, gets worse and recovers',
    lines: [
      ['0 redis a~', '#1 opened a~'],
      ['60 acknowledge #1', '#1 changed a~'],
      ['70 comment #1', '#1 changed a~'],
      ['90 redis a-', '#1 changed a-'],
      ['120 redis a+', '#1 changed,resolved a+'],
    ],
  },
  {
    story: 'is resolved by hand, and the later recovery changes nothing',
    lines: [
      ['0 redis a-', '#1 opened a-'],
      ['60 resolve #1', '#1 changed,resolved a-'],
      ['90 redis a+', '.'],
      ['120 redis a-', '#2 opened a-'],
    ],
  },
  {
    story: 'is muted through a maintenance and reported when that ends',
    lines: [
      ['0 silence redis', '.'],
      ['10 redis a~', '#1 silent a~'],
      ['20 redis a-', '#1 silent a-'],
      ['60 unsilence redis', '#1 opened a-'],
      ['90 redis a+', '#1 changed,resolved a+'],
    ],
  },
  {
    story: 'comes and goes unheard during a maintenance',
    lines: [
      ['0 silence redis', '.'],
      ['10 redis a-', '#1 silent a-'],
      ['20 redis a+', '#1 silent a+'],
      ['60 unsilence redis', '.'],
    ],
  },
  {
    story: 'reports after a silence what changed during it, and nothing where nothing did',
    lines: [
      ['0 redis a~', '#1 opened a~'],
      ['10 silence redis', '#1 silent a~'],
      ['20 redis a-', '#1 silent a-'],
      ['30 unsilence redis', '#1 changed a-'],
      ['40 silence redis', '#1 silent a-'],
      ['50 unsilence redis', '#1 silent a-'],
    ],
  },
  {
    story: 'reports the end of what people saw begin, though it is silenced by then',
    lines: [
      ['0 redis a-', '#1 opened a-'],
      ['10 silence redis', '#1 silent a-'],
      ['20 redis a+', '#1 changed,resolved a+'],
    ],
  },
  {
    story: 'hides nothing that is to be heard in an incident that is muted',
    lines: [
      ['0 silence mongodb', '.'],
      ['10 mongodb db-', '#1 silent db-'],
      ['20 endpoints a-', '#2 opened a-'],
    ],
  },
  {
    story: 'stays muted only while all of its trouble is',
    lines: [
      ['0 mongodb db-', '#1 opened db-'],
      ['10 endpoints a-', '#1 changed db- (a-)'],
      ['20 silence mongodb', '.'],
      ['30 endpoints a+', '#1 changed db- (a+)'],
      ['40 silence endpoints', '#1 silent db- (a+)'],
    ],
  },
  {
    story: 'reports flapping once, and its end when it settles',
    lines: [
      ['0 redis a!', '#1 opened a-'],
      ['600 redis a*', '#1 changed,resolved a+'],
    ],
  },
  {
    story: 'goes on as failing when what flapped settles so',
    lines: [
      ['0 redis a-', '#1 opened a-'],
      ['60 redis a!', '#1 changed a-'],
      ['600 redis a=', '#1 changed a-'],
    ],
  },
  { story: 'does nothing about the recovery of what was well', lines: [['0 redis a+', '.']] },
  {
    story: 'does nothing when a state is repeated, as after a restart',
    lines: [
      ['0 redis a-', '#1 opened a-'],
      ['30 redis a-', '.'],
    ],
  },
];

describe('applyChanges', () => {
  it.each(stories)('$story', ({ lines, groupWindowMs }) => {
    const happens = lines.map(([line]) => line);
    expect(playStory(happens, groupWindowMs)).toEqual(lines.map(([, comes]) => comes));
  });

  it('opens with all that is known of the first target that failed', () => {
    const play = new IncidentPlay().at(60);
    play.observe([
      changeOf('endpoints', 'b~', 60, { sinceSeconds: 30 }),
      changeOf('endpoints', 'a-', 60, { sinceSeconds: 0 }),
    ]);
    expect(play.incident(1)).toMatchObject({
      version: 1,
      environment: 'dev',
      service: 'endpoints',
      severity: 'critical',
      targetState: 'failing',
      worst: 'failing',
      startedAt: '2026-10-02T09:00:00.000Z',
      openedAt: '2026-10-02T09:01:00.000Z',
      firstCause: { target: 'a', reason: { code: 'timeout' } },
      timeline: [
        { kind: 'opened', target: 'a', targetState: 'failing' },
        { kind: 'joined', target: 'b', targetState: 'degraded', isDependent: false },
      ],
    });
  });

  it('takes along what began to fail a little before its cause, from one minute before to five after', () => {
    const dependents = [-61, -60, 300, 301].map((sinceSeconds) => {
      const play = new IncidentPlay().at(310);
      play.observe([changeOf('mongodb', 'db-', 310, { sinceSeconds: 0 })]);
      play.observe([changeOf('endpoints', 'a-', 310, { sinceSeconds })]);
      return play.incident(1).members.some(({ isDependent }) => isDependent);
    });
    expect(dependents).toEqual([false, true, true, false]);
  });

  it.each([3_600_000, -3_600_000])('takes a dependent for one though the clock was set by %d ms', (byMs) => {
    const clock = new FakeClock();
    const watch = new ClockWatch(clock);
    const happens = (service: ServiceKind, written: string, open: readonly Incident[]) =>
      applyChanges(open, 'dev', [changeOf(service, written, (clock.now() - STORY_START_MS) / 1_000)], {
        nowMs: clock.now(),
        elapsedSince: watch.elapsedSince,
        groupWindowMs: 0,
        newId: () => idOf(1),
        mutedBy: () => null,
        manifests: MANIFESTS,
      }).map(({ incident }) => incident);
    const opened = happens('mongodb', 'db-', []);
    clock.set(byMs);
    watch.notice();
    clock.pass(2_000);
    const [joined] = happens('endpoints', 'a-', opened);
    expect(joined?.members.map(({ target, isDependent }) => [target, isDependent])).toEqual([
      ['db', false],
      ['a', true],
    ]);
  });

  it('keeps the highest severity for as long as the incident is open', () => {
    const play = new IncidentPlay();
    const severities = ['a?', 'a-', 'a~', 'a+'].map((written, index) => {
      play.at(index * 30).observe([changeOf('redis', written, index * 30)]);
      return play.incident(1).severity;
    });
    expect(severities).toEqual(['low', 'critical', 'critical', 'critical']);
    expect(play.incident(1)).toMatchObject({ targetState: 'healthy', worst: 'failing' });
  });

  it('has the severity of its rule', () => {
    const play = new IncidentPlay();
    play.observe([changeOf('mongodb', 'a-', 0, { rule: 'storage' })]);
    expect(play.incident(1)).toMatchObject({ severity: 'medium', rule: { id: 'storage', name: 'storage' } });
  });

  it.each([
    { story: 'recovered before anything else', ends: ['a.', 'b+'], how: 'recovered' },
    { story: 'paused', ends: ['a_', 'b_'], how: 'paused' },
    { story: 'gone', ends: ['a.', 'b.'], how: 'gone' },
  ])('says how it ended: $story', ({ ends, how }) => {
    const play = new IncidentPlay();
    play.observe(['a-', 'b-'].map((written) => changeOf('endpoints', written, 0)));
    play.at(60).observe(ends.map((written) => changeOf('endpoints', written, 60)));
    expect(play.incident(1)).toMatchObject({ resolution: how, resolvedAt: '2026-10-02T09:01:00.000Z' });
    expect(play.incident(1).timeline.at(-1)).toMatchObject({ kind: 'resolved', how, by: null });
  });

  it('flaps until the last of its flapping members has settled', () => {
    const play = new IncidentPlay();
    play.observe(['a!', 'b!'].map((written) => changeOf('endpoints', written, 0)));
    const flapping = ['a=', 'b='].map((written) => {
      play.observe([changeOf('endpoints', written, 0)]);
      return play.incident(1).isFlapping;
    });
    expect(flapping).toEqual([true, false]);
  });

  it('leaves incidents of other environments alone', () => {
    const context = {
      nowMs: STORY_START_MS,
      elapsedSince: () => 0,
      groupWindowMs: 0,
      newId: () => idOf(9),
      mutedBy: () => null,
      manifests: MANIFESTS,
    };
    const open = [incidentOf({ environment: 'prod' })];
    expect(applyChanges(open, 'dev', [changeOf('redis', 'default+', 0)], context)).toEqual([]);
  });
});
