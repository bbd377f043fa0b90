import { idOf, instantAfter, muteOf } from '@envscope/testing/alerts.js';
import { STORY_START_MS } from '@envscope/testing/observations.js';
import { describe, expect, it } from '@jest/globals';
import { muteFor, muteOfIncident } from './mute.js';

const MINUTE_MS = 60_000;
const everywhere = { environment: 'dev', service: null, target: null };
const redis = { environment: 'dev', service: 'redis', target: null } as const;
const cache = { environment: 'dev', service: 'redis', target: 'cache' } as const;

describe('muteFor', () => {
  it.each([
    { scope: everywhere, of: ['dev', 'sentry', 'default'], isMuted: true },
    { scope: everywhere, of: ['prod', 'redis', 'cache'], isMuted: false },
    { scope: redis, of: ['dev', 'redis', 'cache'], isMuted: true },
    { scope: redis, of: ['dev', 'mongodb', 'cache'], isMuted: false },
    { scope: cache, of: ['dev', 'redis', 'cache'], isMuted: true },
    { scope: cache, of: ['dev', 'redis', 'queue'], isMuted: false },
  ] as const)('mutes $of by $scope: $isMuted', ({ scope, of: [environment, service, target], isMuted }) => {
    const mute = muteFor([muteOf({ scope })], environment, service, target, STORY_START_MS);
    expect(mute !== null).toBe(isMuted);
  });

  it.each([
    { story: 'before it starts', minutes: -1, isMuted: false },
    { story: 'from its start', minutes: 0, isMuted: true },
    { story: 'until its end', minutes: 59, isMuted: true },
    { story: 'at its end', minutes: 60, isMuted: false },
  ])('is muted $story: $isMuted', ({ minutes, isMuted }) => {
    const nowMs = STORY_START_MS + minutes * MINUTE_MS;
    expect(muteFor([muteOf()], 'dev', 'redis', 'cache', nowMs) !== null).toBe(isMuted);
  });

  it('heeds none that a person has ended', () => {
    const ended = { by: 'Minji', at: instantAfter(0) };
    expect(muteFor([muteOf({ ended })], 'dev', 'redis', 'cache', STORY_START_MS)).toBeNull();
  });

  it('answers the widest of several, and of these the one that lasts longest', () => {
    const mutes = [
      muteOf({ id: idOf(1), scope: cache, endsAt: null }),
      muteOf({ id: idOf(2), scope: redis, endsAt: instantAfter(10 * MINUTE_MS) }),
      muteOf({ id: idOf(3), scope: redis, endsAt: instantAfter(20 * MINUTE_MS) }),
    ];
    expect(muteFor(mutes, 'dev', 'redis', 'cache', STORY_START_MS)?.id).toBe(idOf(3));
    const later = STORY_START_MS + 30 * MINUTE_MS;
    expect(muteFor(mutes, 'dev', 'redis', 'cache', later)?.id).toBe(idOf(1));
  });
});

describe('muteOfIncident', () => {
  const scope = { ...cache, incident: idOf(7) };

  it('mutes just the incident, and no target', () => {
    const mute = muteOf({ scope });
    expect(muteOfIncident([mute], idOf(7), STORY_START_MS)).toBe(mute);
    expect(muteOfIncident([mute], idOf(8), STORY_START_MS)).toBeNull();
    expect(muteFor([mute], 'dev', 'redis', 'cache', STORY_START_MS)).toBeNull();
  });

  it('is that which lasts longest, and none that is over', () => {
    const [short, long] = [60, 120].map((minutes) =>
      muteOf({ id: idOf(minutes), scope, endsAt: instantAfter(minutes * MINUTE_MS) }),
    );
    const both = [short, long].flatMap((mute) => mute ?? []);
    expect(muteOfIncident(both, idOf(7), STORY_START_MS)?.id).toBe(idOf(120));
    expect(muteOfIncident(both, idOf(7), STORY_START_MS + 120 * MINUTE_MS)).toBeNull();
  });
});
