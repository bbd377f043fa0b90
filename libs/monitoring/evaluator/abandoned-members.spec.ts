import type { Incident } from '@envscope/contracts/index.js';
import { incidentOf, memberOf } from '@envscope/testing/alerts.js';
import { STORY_START_MS } from '@envscope/testing/observations.js';
import { describe, expect, it } from '@jest/globals';
import { abandonedMembers, missingTargets } from './abandoned-members.js';

const inForce = { isWatched: () => true, isRule: (id: string) => id === 'memory-high' };

const endings = (incident: Incident, settings = inForce) =>
  abandonedMembers(incident, settings, STORY_START_MS).map(
    ({ target, change }) => `${target} ${change.how ?? change.flapping}`,
  );

describe('looseEnds', () => {
  it.each([
    { story: 'leaves what goes on to the checks', member: {}, ends: [] },
    { story: 'leaves a rule that is in force to its samples', member: { ruleId: 'memory-high' }, ends: [] },
    {
      story: 'ends what a rule found that is gone',
      member: { ruleId: 'old' },
      ends: ['default rule-changed'],
    },
    { story: 'settles what nobody counts any more', member: { isFlapping: true }, ends: ['default settled'] },
    {
      story: 'leaves alone what is over',
      member: { ruleId: 'old', targetState: 'healthy' as const },
      ends: [],
    },
  ])('$story', ({ member, ends }) => {
    expect(endings(incidentOf({ members: [memberOf(member)] }))).toEqual(ends);
  });

  it('ends what is watched no more', () => {
    expect(endings(incidentOf(), { ...inForce, isWatched: () => false })).toEqual(['default gone']);
  });
});

describe('lostTargets', () => {
  it('ends what rules found of a target that is gone, and leaves checks to absence', () => {
    const members = [
      memberOf({ target: 'api', ruleId: 'memory-high' }),
      memberOf({ target: 'api' }),
      memberOf({ target: 'web', ruleId: 'memory-high' }),
    ];
    const lost = missingTargets(
      incidentOf({ members }),
      'redis',
      (target) => target === 'web',
      STORY_START_MS,
    );
    expect(lost.map(({ target, rule, change }) => [target, rule?.id, change.how])).toEqual([
      ['api', 'memory-high', 'gone'],
    ]);
  });
});
