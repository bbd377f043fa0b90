import type { TargetId } from '@envscope/contracts/index.js';
import { idOf, incidentOf, memberOf } from '@envscope/testing/alerts.js';
import { STORY_START_MS } from '@envscope/testing/observations.js';
import { describe, expect, it } from '@jest/globals';
import { mute, muteOver, unmute } from './muting.js';

const muteTargets =
  (...mute: readonly TargetId[]) =>
  (_: string, target: TargetId) =>
    mute.includes(target) ? idOf(mute.indexOf(target) + 1) : null;

describe('muteOver', () => {
  const members = [
    memberOf({ target: 'a' }),
    memberOf({ target: 'b' }),
    memberOf({ target: 'c', targetState: 'healthy' }),
  ];

  it.each([
    { story: 'all that is in trouble', mute: ['a', 'b'], mutedBy: idOf(1) },
    { story: 'only some of what is in trouble', mute: ['a'], mutedBy: null },
    { story: 'only what has recovered', mute: ['c'], mutedBy: null },
    { story: 'nothing', mute: [], mutedBy: null },
  ])('answers $mutedBy where a mute covers $story', ({ mute, mutedBy }) => {
    expect(muteOver(incidentOf({ members }), muteTargets(...mute))).toBe(mutedBy);
  });
});

describe('unmute', () => {
  const muted = mute(incidentOf(), idOf(1), STORY_START_MS).incident;

  it('notifies of nothing where one mute only took the place of another', () => {
    const twice = mute(muted, idOf(2), STORY_START_MS).incident;
    expect(unmute(twice, STORY_START_MS).notify).toEqual([]);
  });

  it('notifies of a change where the timeline has left out when it was muted', () => {
    const timeline = [...muted.timeline.filter(({ kind }) => kind !== 'muted')];
    expect(unmute({ ...muted, timeline }, STORY_START_MS).notify).toEqual(['changed']);
  });

  it('leaves a trace of both moments', () => {
    expect(unmute(muted, STORY_START_MS).incident.timeline.map(({ kind }) => kind)).toEqual([
      'opened',
      'muted',
      'unmuted',
    ]);
  });
});
