import type { WorkersReport } from '@envscope/contracts/index.js';
import { describe, expect, it } from '@jest/globals';
import { locationViews } from './location-views';
import { AT, reportOf, standing, worker } from './workers.fixture';

describe('locationViews', () => {
  it.each<[string, Partial<WorkersReport>, string, string | null]>([
    ['works', {}, 'up working', null],
    [
      'has no worker',
      { workers: [worker({ isSilent: true })], locations: [standing({ isStaffed: false, silentSince: AT })] },
      'down unstaffed',
      null,
    ],
    [
      'brings nothing, since its workers have no network',
      { workers: [worker({ blindSince: AT })], locations: [standing({ silentSince: AT })] },
      'down silent',
      'blind',
    ],
    [
      'brings nothing, since its workers know no such target',
      { workers: [worker({ unknownTargets: 3 })], locations: [standing({ silentSince: AT })] },
      'down silent',
      'lacking',
    ],
    ['brings nothing', { locations: [standing({ silentSince: AT })] }, 'down silent', 'why'],
    [
      'has a worker with other settings',
      { workers: [worker(), worker({ name: 'two', isOfSameSettings: false })] },
      'degraded impaired',
      null,
    ],
    [
      'has a worker that is gone, beside one that is not',
      { workers: [worker(), worker({ name: 'two', isSilent: true, blindSince: AT })] },
      'up working',
      null,
    ],
    ['has just begun', { locations: [standing({ broughtAt: null })] }, 'unknown waiting', null],
    [
      'may have workers that were not heard yet',
      { workers: [], locations: [standing({ isStaffed: null, broughtAt: null })] },
      'unknown waiting',
      null,
    ],
    [
      'may have workers again, now that the queue is back',
      { workers: [], locations: [standing({ isStaffed: null })] },
      'unknown unheard',
      null,
    ],
    ['cannot be heard', { queue: 'away', awaySince: AT }, 'unknown unheard', null],
  ])('says of a location that it %s', (_, changes, expected, why) => {
    const views = locationViews(reportOf(changes));
    const said = views.map(({ status, word }) => `${status} ${word.replace('workers.location.', '')}`);
    expect(said).toEqual([expected]);
    expect(views[0]?.why).toBe(why === null ? null : `workers.location.${why}`);
  });

  it('shows workers where nothing is checked after the locations that settings name', () => {
    const views = locationViews(
      reportOf({ workers: [worker({ location: null }), worker({ location: 'tokyo' }), worker()] }),
    );
    expect(views.map(({ location, word, workers }) => [location, word, workers.length])).toEqual([
      ['seoul', 'workers.location.working', 1],
      [null, 'workers.location.idle', 1],
      ['tokyo', 'workers.location.idle', 1],
    ]);
  });
});
