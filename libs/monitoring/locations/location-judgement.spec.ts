import type { CheckStatus, LocationResult, Quorum } from '@envscope/contracts/index.js';
import { observationOf } from '@envscope/testing/observations.js';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { judgeTogether, neededOf, type LocationView } from './location-judgement.js';

const NAMES = ['seoul', 'frankfurt', 'virginia', 'sydney', 'oregon'];
const LETTERS: Readonly<Record<string, CheckStatus>> = {
  '+': 'up',
  '~': 'degraded',
  '-': 'down',
  '?': 'unknown',
};
type Standing = LocationResult['standing'];

function viewOf(
  location: string,
  status: CheckStatus,
  latencyMs: number | null = 100,
  standing: Standing = 'fresh',
): LocationView {
  const reason = status === 'up' ? null : ({ code: 'refused', params: { detail: location } } as const);
  const seen = { location, status, reason, latencyMs, standing, reportedAt: '2026-10-02T09:00:00.000Z' };
  const [result] = observationOf({ results: [{ status, latencyMs }] }).results;
  return { ...seen, result: result ?? null };
}

/** `+~-?` are fresh results, `.` is a location that is awaited, `x` one that is silent. */
const viewsOf = (story: string): LocationView[] =>
  [...story].map((letter, index) => {
    const standing = letter === '.' ? 'awaited' : letter === 'x' ? 'silent' : 'fresh';
    return viewOf(NAMES[index] ?? '', LETTERS[letter] ?? 'down', 100 + index, standing);
  });

const statusOf = (story: string, quorum: Quorum = 'majority') => judgeTogether(viewsOf(story), quorum).status;

const BADNESS: readonly CheckStatus[] = ['up', 'degraded', 'down'];
const voting = fc.array(fc.constantFrom<CheckStatus>('up', 'degraded', 'down'), {
  minLength: 1,
  maxLength: 5,
});
const quorums = fc.oneof(fc.constantFrom<Quorum>('majority', 'all'), fc.integer({ min: 1, max: 5 }));
const judged = (statuses: readonly CheckStatus[], quorum: Quorum) =>
  judgeTogether(
    statuses.map((status, index) => viewOf(NAMES[index] ?? `n${index}`, status)),
    quorum,
  ).status;

describe('judgeTogether', () => {
  it.each([
    { story: '+', status: 'up' },
    { story: '-', status: 'down' },
    { story: '-+', status: 'degraded' },
    { story: '--+', status: 'down' },
    { story: '-++', status: 'degraded' },
    { story: '-~+', status: 'degraded' },
    { story: '~++', status: 'up' },
    { story: '~~+', status: 'degraded' },
    { story: '-?', status: 'down' },
    { story: '+?', status: 'up' },
    { story: '??', status: 'unknown' },
    { story: '-x', status: 'down' },
    { story: '--xx+', status: 'down' },
  ])('finds $story $status by majority', ({ story, status }) => {
    expect(statusOf(story)).toBe(status);
  });

  it.each<{ story: string; quorum: Quorum; status: CheckStatus }>([
    { story: '-++', quorum: 1, status: 'down' },
    { story: '--+', quorum: 'all', status: 'degraded' },
    { story: '---', quorum: 'all', status: 'down' },
    // More than there are: a location that is away must not keep an outage secret.
    { story: '-xx', quorum: 3, status: 'down' },
  ])('finds $story $status where the quorum is $quorum', ({ story, quorum, status }) => {
    expect(statusOf(story, quorum)).toBe(status);
  });

  it.each([
    { story: '-.', status: 'unknown' },
    { story: '~.', status: 'unknown' },
    { story: '+.', status: 'up' },
    { story: '--.', status: 'down' },
    { story: '-+.', status: 'unknown' },
    { story: '-++.', status: 'degraded' },
  ])('concludes from $story, of which one is awaited, $status', ({ story, status }) => {
    expect(statusOf(story)).toBe(status);
  });

  it('names the locations, what the first found, how many vote, and who is silent', () => {
    expect(judgeTogether(viewsOf('--+x'), 'majority').reason).toEqual({
      code: 'down-from-locations',
      params: {
        causeCode: 'refused',
        detail: 'seoul',
        locations: 'seoul, frankfurt',
        downCount: 2,
        voterCount: 3,
        silentLocations: 'sydney',
        silentSinceAt: '2026-10-02T09:00:00.000Z',
      },
    });
    expect(judgeTogether(viewsOf('+-'), 'majority').reason).toMatchObject({
      code: 'down-from-some',
      params: { locations: 'frankfurt', downCount: 1, voterCount: 2 },
    });
    expect(judgeTogether(viewsOf('-.'), 'majority').reason).toEqual({
      code: 'locations-pending',
      params: { locations: 'frankfurt' },
    });
  });

  it('lets the one in the middle by latency stand for all that agree', () => {
    const [slow, fast, middle] = [300, 20, 80].map((latencyMs, index) =>
      viewOf(NAMES[index] ?? '', 'up', latencyMs),
    );
    if (!slow || !fast || !middle) throw new Error('Three views');
    expect(judgeTogether([slow, fast, middle], 'majority').representative?.latencyMs).toBe(80);
    expect(judgeTogether([slow, fast], 'majority').representative?.latencyMs).toBe(20);
    const down = viewOf('sydney', 'down', null);
    expect(judgeTogether([down, slow, fast], 'majority').representative?.latencyMs).toBe(20);
  });

  it('is down if and only if a quorum of those that vote says so', () => {
    fc.assert(
      fc.property(voting, quorums, (statuses, quorum) => {
        const down = statuses.filter((status) => status === 'down').length;
        return (judged(statuses, quorum) === 'down') === down >= neededOf(quorum, statuses.length);
      }),
    );
  });

  it('is never worse for a location more that is up, nor for one that recovers', () => {
    const badness = (statuses: readonly CheckStatus[], quorum: Quorum) =>
      BADNESS.indexOf(judged(statuses, quorum));
    fc.assert(
      fc.property(voting, quorums, fc.nat(), (statuses, quorum, at) => {
        const before = badness(statuses, quorum);
        const recovered = statuses.with(at % statuses.length, 'up');
        return badness([...statuses, 'up'], quorum) <= before && badness(recovered, quorum) <= before;
      }),
    );
  });

  it('does not heed one that could determine nothing, as long as one could', () => {
    fc.assert(
      fc.property(voting, quorums, (statuses, quorum) => {
        return judged([...statuses, 'unknown'], quorum) === judged(statuses, quorum);
      }),
    );
  });

  it('says of a healthy target that it is up only where no location finds it down', () => {
    fc.assert(
      fc.property(voting, quorums, (statuses, quorum) => {
        return !statuses.includes('down') || judged(statuses, quorum) !== 'up';
      }),
    );
  });
});
