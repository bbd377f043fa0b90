import type { ObservedResult } from '@envscope/contracts/index.js';
import { observationOf, STORY_START_MS } from '@envscope/testing/observations.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Freshness } from '../clock/freshness.js';
import { StatusBoard } from './status-board.js';

const at = (seconds: number) => STORY_START_MS + seconds * 1_000;
const moment = (seconds: number) => new Date(at(seconds)).toISOString();

describe('StatusBoard', () => {
  it('knows nothing of what was not checked', () => {
    expect(new StatusBoard({ noteObservation: () => undefined }).of('dev', 'redis')).toBeUndefined();
  });

  it('keeps the moment at which a status began for as long as it lasts', () => {
    const board = new StatusBoard({ noteObservation: () => undefined });
    board.show(observationOf({ atMs: at(0) }));
    board.show(observationOf({ atMs: at(30) }));
    expect(board.of('dev', 'redis')).toMatchObject({ status: 'up', since: moment(0) });
    board.show(observationOf({ atMs: at(60), results: [{ status: 'down' }] }));
    expect(board.of('dev', 'redis')).toMatchObject({ status: 'down', since: moment(60) });
  });

  it('stands as its worst target does, and lists that one first', () => {
    const board = new StatusBoard({ noteObservation: () => undefined });
    board.show(
      observationOf({
        results: [{ target: 'a' }, { target: 'b', status: 'degraded' }, { target: 'c', status: 'down' }],
      }),
    );
    const standing = board.of('dev', 'redis');
    expect(standing?.status).toBe('down');
    expect(standing?.observation.results.map(({ target }) => target)).toEqual(['c', 'b', 'a']);
  });

  it('keeps the last detail when a check brought none', () => {
    const board = new StatusBoard({ noteObservation: () => undefined });
    board.show(observationOf({ atMs: at(0), snapshot: { version: '7' } }));
    board.show(observationOf({ atMs: at(30), snapshot: null }));
    expect(board.of('dev', 'redis')).toMatchObject({
      snapshot: { version: '7' },
      snapshotAt: moment(0),
      observedAt: moment(30),
    });
  });

  it('dates the detail of an outage that began before the start by what that says itself', () => {
    const board = new StatusBoard({ noteObservation: () => undefined }, { now: () => at(60) });
    const snapshot = { sampledAt: moment(0) };
    const results = [{ status: 'down' as const }];
    board.restore([
      { observation: observationOf({ atMs: at(30), snapshot, results }), statusSince: moment(30) },
      { observation: observationOf({ service: 'sentry', atMs: at(30), snapshot }), statusSince: moment(30) },
    ]);
    expect(board.of('dev', 'redis')?.snapshotAt).toBe(moment(0));
    expect(board.of('dev', 'sentry')?.snapshotAt).toBe(moment(30));
  });

  it('goes on when the clock is set back', () => {
    const board = new StatusBoard({ noteObservation: () => undefined });
    board.show(observationOf({ atMs: at(3_600), results: [{ status: 'down' }] }));
    board.show(observationOf({ atMs: at(0) }));
    expect(board.of('dev', 'redis')).toMatchObject({ status: 'up', since: moment(0) });
    board.show(observationOf({ atMs: at(-3_600) }));
    expect(board.of('dev', 'redis')).toMatchObject({ status: 'up', since: moment(-3_600) });
  });

  it('keeps environments and services apart', () => {
    const board = new StatusBoard({ noteObservation: () => undefined });
    board.show(observationOf({ environment: 'dev', service: 'redis', results: [{ status: 'down' }] }));
    board.show(observationOf({ environment: 'prod', service: 'redis' }));
    expect(board.of('prod', 'redis')?.status).toBe('up');
    expect(board.of('dev', 'mongodb')).toBeUndefined();
  });

  it('goes on after a restart where it was', () => {
    const board = new StatusBoard({ noteObservation: () => undefined });
    board.restore([{ observation: observationOf({ atMs: at(0) }), statusSince: moment(-3_600) }]);
    board.show(observationOf({ atMs: at(30) }));
    expect(board.of('dev', 'redis')?.since).toBe(moment(-3_600));
  });

  describe('of a service whose targets are checked by themselves', () => {
    const targetsOf = () => ['a', 'b', 'c'];
    const checked = (target: string, seconds: number, result: Partial<ObservedResult> = {}) =>
      observationOf({
        service: 'endpoints',
        covers: 'targets',
        atMs: at(seconds),
        results: [{ target, ...result }],
      });
    let ages: number[];
    let board: StatusBoard;
    const results = () => board.of('dev', 'endpoints')?.results.map(({ target }) => target);

    beforeEach(() => {
      ages = [];
      const noteObservation: Freshness['noteObservation'] = ({ results: seen }, agoMs = () => 0) => {
        ages.push(...seen.map(({ checkedAt }) => agoMs(checkedAt)));
      };
      const now = () => at(60);
      board = new StatusBoard({ noteObservation }, { targetsOf, detailListOf: () => 'endpoints', now });
    });

    it('has no date of details that there are none of', () => {
      board.show(observationOf({ service: 'endpoints', results: [{ status: 'unconfigured' }] }));
      expect(board.of('dev', 'endpoints')).toMatchObject({ snapshot: null, snapshotAt: null });
    });

    it('leaves the others as they are, in the order of settings', () => {
      for (const target of ['c', 'a', 'b']) board.show(checked(target, 0));
      expect(results()).toEqual(['a', 'b', 'c']);
      const standing = board.show(checked('c', 5, { status: 'down' }));
      expect(results()).toEqual(['c', 'a', 'b']);
      expect(standing).toMatchObject({ status: 'down', since: moment(5), observedAt: moment(5) });
      expect(standing.counts).toMatchObject({ up: 2, down: 1, unknown: 0 });
      board.show(checked('a', 6));
      expect(board.of('dev', 'endpoints')).toMatchObject({ status: 'down', since: moment(5) });
    });

    it('puts the snapshot together of the details, the worst first', () => {
      board.show(checked('a', 0, { detail: { name: 'a' } }));
      expect(board.of('dev', 'endpoints')?.snapshot).toEqual({
        endpoints: [{ name: 'a' }],
        sampledAt: moment(0),
      });
      board.show(checked('b', 1, { status: 'down', detail: { name: 'b' } }));
      expect(board.of('dev', 'endpoints')?.snapshot).toEqual({
        endpoints: [{ name: 'b' }, { name: 'a' }],
        sampledAt: moment(1),
      });
    });

    it('does not put back what settings do not name any more', () => {
      const observation = observationOf({
        service: 'endpoints',
        results: [{ target: 'gone', status: 'down' }, { target: 'a' }],
      });
      board.restore([{ observation, statusSince: moment(-60) }]);
      expect(results()).toEqual(['a']);
      // Since the minute before one was down that is gone.
      expect(board.of('dev', 'endpoints')).toMatchObject({ status: 'up', since: moment(0) });
      expect(ages).toEqual([60_000]);
    });

    it('takes for news only what it does not know', () => {
      board.show(checked('a', 0));
      const observation = observationOf({
        service: 'endpoints',
        covers: 'targets',
        results: [
          { target: 'a', atMs: at(0) },
          { target: 'b', atMs: at(7) },
        ],
      });
      const latest = [{ observation, statusSince: moment(0) }];
      expect(board.restore(latest).flatMap((news) => news.results.map(({ target }) => target))).toEqual([
        'b',
      ]);
      expect(board.restore(latest)).toEqual([]);
      expect(ages).toEqual([0, 0]);
    });
  });
});
