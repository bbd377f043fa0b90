import type { CheckStatus } from '@envscope/contracts/index.js';
import { describe, expect, it } from '@jest/globals';
import type { Standing } from '../overview/overview-source';
import { changesBetween } from './announcer';

const redis = (environment: string, status: CheckStatus): Standing => ({
  environment,
  service: 'redis',
  status,
});

describe('changesBetween', () => {
  it('finds the services whose status is another one than before', () => {
    const before = [redis('dev', 'up'), redis('prod', 'up')];
    const now = [redis('dev', 'up'), redis('prod', 'down')];
    expect(changesBetween(before, now)).toEqual([redis('prod', 'down')]);
  });

  it('announces nothing when the page opens, or when an environment is new', () => {
    expect(changesBetween([], [redis('prod', 'down')])).toEqual([]);
    expect(changesBetween([redis('prod', 'up')], [redis('prod', 'up'), redis('qa', 'down')])).toEqual([]);
  });
});
