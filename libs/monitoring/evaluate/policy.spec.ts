import { policyFor } from './policy.js';

const timeoutMs = 10_000;

describe('policyFor', () => {
  it.each([
    {
      story: 'waits for a second failure where checks are frequent',
      intervalMs: 30_000,
      failureThreshold: 2,
    },
    {
      story: 'believes one failure where checks are a minute apart',
      intervalMs: 60_000,
      failureThreshold: 1,
    },
  ])('$story', ({ intervalMs, failureThreshold }) =>
    expect(policyFor({ intervalMs, timeoutMs })).toMatchObject({ failureThreshold, successThreshold: 2 }),
  );

  it('prefers what settings say', () => {
    expect(
      policyFor({ intervalMs: 60_000, timeoutMs, failureThreshold: 3, successThreshold: 4 }),
    ).toMatchObject({
      failureThreshold: 3,
      successThreshold: 4,
    });
  });

  it('waits for three times the interval, or the deadline where that is longer', () => {
    expect(policyFor({ intervalMs: 30_000, timeoutMs }).staleAfterMs).toBe(90_000);
    expect(policyFor({ intervalMs: 5_000, timeoutMs }).staleAfterMs).toBe(30_000);
  });

  it('gives seldom checks a longer time to flap and to settle', () => {
    expect(policyFor({ intervalMs: 30_000, timeoutMs })).toMatchObject({
      flapWindowMs: 30 * 60_000,
      settleMs: 10 * 60_000,
    });
    expect(policyFor({ intervalMs: 300_000, timeoutMs })).toMatchObject({
      flapWindowMs: 100 * 60_000,
      settleMs: 50 * 60_000,
    });
  });
});
