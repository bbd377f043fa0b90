import type { TargetId } from '@envscope/contracts/index.js';
import { idOf, incidentOf, memberOf } from '@envscope/testing/alerts.js';
import { STORY_START_MS } from '@envscope/testing/observations.js';
import { describe, expect, it } from '@jest/globals';
import { mute, quietOver, unmute } from './muting.js';

const quietTargets =
  (...quiet: readonly TargetId[]) =>
  (_: string, target: TargetId) =>
    quiet.includes(target) ? idOf(quiet.indexOf(target) + 1) : null;

describe('quietOver', () => {
  const members = [
    memberOf({ target: 'a' }),
    memberOf({ target: 'b' }),
    memberOf({ target: 'c', verdict: 'healthy' }),
  ];

  it.each([
    { story: 'all that is in trouble', quiet: ['a', 'b'], mutedBy: idOf(1) },
    { story: 'only some of what is in trouble', quiet: ['a'], mutedBy: null },
    { story: 'only what has recovered', quiet: ['c'], mutedBy: null },
    { story: 'nothing', quiet: [], mutedBy: null },
  ])('answers $mutedBy where a quiet covers $story', ({ quiet, mutedBy }) => {
    expect(quietOver(incidentOf({ members }), quietTargets(...quiet))).toBe(mutedBy);
  });
});

describe('unmute', () => {
  const muted = mute(incidentOf(), idOf(1), STORY_START_MS).incident;

  it('tells nothing where one quiet only took the place of another', () => {
    const twice = mute(muted, idOf(2), STORY_START_MS).incident;
    expect(unmute(twice, STORY_START_MS).told).toEqual([]);
  });

  it('tells a change where the timeline has left out when it was muted', () => {
    const timeline = [...muted.timeline.filter(({ kind }) => kind !== 'muted')];
    expect(unmute({ ...muted, timeline }, STORY_START_MS).told).toEqual(['changed']);
  });

  it('leaves a trace of both moments', () => {
    expect(unmute(muted, STORY_START_MS).incident.timeline.map(({ kind }) => kind)).toEqual([
      'opened',
      'muted',
      'unmuted',
    ]);
  });
});
