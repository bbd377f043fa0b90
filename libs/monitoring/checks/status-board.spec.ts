import { observationOf, STORY_START_MS } from '@envscope/testing/observations.js';
import { describe, expect, it } from '@jest/globals';
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
    expect(board.of('dev', 'redis')?.snapshot).toEqual({ version: '7' });
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
});
