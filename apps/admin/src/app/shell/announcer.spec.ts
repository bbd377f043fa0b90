import type { CheckStatus } from '@envscope/contracts/index.js';
import { describe, expect, it } from '@jest/globals';
import type { Standing } from '../standings/overview-source';
import { incidentSummary } from '../alerts/incidents/incident.fixture';
import { changesBetween, openedBetween } from './announcer';

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

describe('openedBetween', () => {
  const numbered = (number: number) =>
    incidentSummary({ id: `01998a00-0000-7000-8000-00000000000${number}` });
  const [first, second, third] = [numbered(1), numbered(2), numbered(3)];

  it('finds the incidents that were not there before', () => {
    expect(openedBetween([first], [third, second, first])).toEqual([third, second]);
    expect(openedBetween([second, first], [second])).toEqual([]);
  });

  it('passes over what a maintenance or a silence mutes', () => {
    const muted = incidentSummary({ mutedBy: '01998a00-0000-7000-8000-0000000000ff' });
    expect(openedBetween([], [muted])).toEqual([]);
  });

  it('announces nothing when the page opens', () => {
    expect(openedBetween(undefined, [first])).toEqual([]);
  });
});
