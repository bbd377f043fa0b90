import { idOf, instantAfter, quietOf } from '@envscope/testing/alerts.js';
import { STORY_START_MS } from '@envscope/testing/observations.js';
import { describe, expect, it } from '@jest/globals';
import { quietFor } from './quiet.js';

const MINUTE_MS = 60_000;
const everywhere = { environment: 'dev', service: null, target: null };
const redis = { environment: 'dev', service: 'redis', target: null } as const;
const cache = { environment: 'dev', service: 'redis', target: 'cache' } as const;

describe('quietFor', () => {
  it.each([
    { scope: everywhere, of: ['dev', 'sentry', 'default'], isQuiet: true },
    { scope: everywhere, of: ['prod', 'redis', 'cache'], isQuiet: false },
    { scope: redis, of: ['dev', 'redis', 'cache'], isQuiet: true },
    { scope: redis, of: ['dev', 'mongodb', 'cache'], isQuiet: false },
    { scope: cache, of: ['dev', 'redis', 'cache'], isQuiet: true },
    { scope: cache, of: ['dev', 'redis', 'queue'], isQuiet: false },
  ] as const)(
    'keeps $of quiet by $scope: $isQuiet',
    ({ scope, of: [environment, service, target], isQuiet }) => {
      const quiet = quietFor([quietOf({ scope })], environment, service, target, STORY_START_MS);
      expect(quiet !== null).toBe(isQuiet);
    },
  );

  it.each([
    { story: 'before it starts', minutes: -1, isQuiet: false },
    { story: 'from its start', minutes: 0, isQuiet: true },
    { story: 'until its end', minutes: 59, isQuiet: true },
    { story: 'at its end', minutes: 60, isQuiet: false },
  ])('is quiet $story: $isQuiet', ({ minutes, isQuiet }) => {
    const nowMs = STORY_START_MS + minutes * MINUTE_MS;
    expect(quietFor([quietOf()], 'dev', 'redis', 'cache', nowMs) !== null).toBe(isQuiet);
  });

  it('heeds none that a person has ended', () => {
    const ended = { by: 'Minji', at: instantAfter(0) };
    expect(quietFor([quietOf({ ended })], 'dev', 'redis', 'cache', STORY_START_MS)).toBeNull();
  });

  it('answers the widest of several, and of these the one that lasts longest', () => {
    const quiets = [
      quietOf({ id: idOf(1), scope: cache, endsAt: null }),
      quietOf({ id: idOf(2), scope: redis, endsAt: instantAfter(10 * MINUTE_MS) }),
      quietOf({ id: idOf(3), scope: redis, endsAt: instantAfter(20 * MINUTE_MS) }),
    ];
    expect(quietFor(quiets, 'dev', 'redis', 'cache', STORY_START_MS)?.id).toBe(idOf(3));
    const later = STORY_START_MS + 30 * MINUTE_MS;
    expect(quietFor(quiets, 'dev', 'redis', 'cache', later)?.id).toBe(idOf(1));
  });
});
