import type { Mute, MuteScope } from '@envscope/contracts/index.js';
import { describe, expect, it } from '@jest/globals';
import { mute } from './mute.fixture';
import { isOfScope, isWithin, type SilenceScope } from './silence-scope';

const INCIDENT = '01998a00-0000-7000-8000-000000000001';
const everything = { environment: 'prod', service: null, target: null } as const;
const redis = { environment: 'prod', service: 'redis', target: null } as const;
const cache = { environment: 'prod', service: 'redis', target: 'cache' } as const;
const incident = { ...cache, incident: INCIDENT } as const;
const of = (scope: MuteScope): Mute => mute({ scope });

describe('SilenceScope', () => {
  it.each<{ muted: MuteScope; wanted: SilenceScope; isWhole: boolean; isExact: boolean }>([
    { muted: everything, wanted: { environment: 'prod' }, isWhole: true, isExact: true },
    { muted: everything, wanted: redis, isWhole: true, isExact: false },
    { muted: everything, wanted: { environment: 'dev' }, isWhole: false, isExact: false },
    { muted: redis, wanted: cache, isWhole: true, isExact: false },
    { muted: redis, wanted: { environment: 'prod', service: 'redis' }, isWhole: true, isExact: true },
    { muted: cache, wanted: cache, isWhole: true, isExact: true },
    { muted: cache, wanted: redis, isWhole: false, isExact: false },
    { muted: incident, wanted: cache, isWhole: false, isExact: false },
    { muted: incident, wanted: { environment: 'prod', incident: INCIDENT }, isWhole: true, isExact: true },
    { muted: redis, wanted: { environment: 'prod', incident: INCIDENT }, isWhole: false, isExact: false },
  ])(
    '$wanted lies within $muted: $isWhole, and is the same: $isExact',
    ({ muted, wanted, isWhole, isExact }) => {
      expect([isWithin(of(muted), wanted), isOfScope(of(muted), wanted)]).toEqual([isWhole, isExact]);
    },
  );
});
