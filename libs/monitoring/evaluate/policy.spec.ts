import { policyFor } from './policy.js';

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
    expect(policyFor(intervalMs)).toMatchObject({ failureThreshold, successThreshold: 2 }),
  );

  it('prefers what settings say', () => {
    expect(policyFor(60_000, { failureThreshold: 3, successThreshold: 4 })).toMatchObject({
      failureThreshold: 3,
      successThreshold: 4,
    });
  });

  it('gives seldom checks a longer time to flap and to settle', () => {
    expect(policyFor(30_000)).toMatchObject({ flapWindowMs: 30 * 60_000, settleMs: 10 * 60_000 });
    expect(policyFor(300_000)).toMatchObject({ flapWindowMs: 100 * 60_000, settleMs: 50 * 60_000 });
  });
});
