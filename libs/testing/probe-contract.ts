import { Observation } from '@envscope/contracts/index.js';
import type { CheckLimits, Probe } from '@envscope/integrations/kernel/probe.js';
import { describe, expect, it } from '@jest/globals';

/** What a probe must cope with: `silent` takes the question and never answers, `garbled` answers nonsense. */
export type Situation = 'well' | 'silent' | 'garbled' | 'unauthorized';

export interface ProbeContract {
  /** What it means when the service does not answer. */
  readonly silence: 'down' | 'unknown';
  /** Credentials in the settings of `dev` (right and wrong ones): none may be in what the probe tells. */
  readonly secrets: readonly string[];
  /** Brings the service of `dev` into the situation and gives a probe that has not looked at it yet. */
  arrange(situation: Situation): Promise<Probe>;
  /** Undoes the arrangement; runs after each test, and when one failed. */
  restore?(): Promise<void> | void;
}

/** Room for a slow machine between a deadline and the test's patience. */
const SLACK_MS = 1_500;

/** What every probe keeps: it tells each outcome as a valid observation, in time, without a secret. */
export function describeProbeContract(name: string, contract: ProbeContract): void {
  /** Looks once at `dev`, checks what holds of every observation, and tells its results. */
  const look = async (probe: Probe, limits: Partial<CheckLimits> = {}) => {
    const never = new AbortController().signal;
    const observation = await probe.observe('dev', { timeoutMs: 5_000, stop: never, ...limits });
    expect(Observation.safeParse(observation).error).toBeUndefined();
    expect(observation).toMatchObject({ environment: 'dev', service: probe.service });
    const told = JSON.stringify(observation);
    contract.secrets.forEach((secret) => expect(told).not.toContain(secret));
    return observation.results;
  };
  const within = async (situation: Situation, body: (probe: Probe) => Promise<void>) => {
    try {
      await body(await contract.arrange(situation));
    } finally {
      await contract.restore?.();
    }
  };

  describe(`${name} as a probe`, () => {
    it('tells that a service is up that is well', () =>
      within('well', async (probe) => {
        const results = await look(probe);
        expect(results.map(({ status, reason }) => ({ status, reason }))).toContainEqual({
          status: 'up',
          reason: null,
        });
      }));

    it('ends at its deadline where nothing answers', () =>
      within('silent', async (probe) => {
        const started = performance.now();
        const results = await look(probe, { timeoutMs: 300 });
        expect(performance.now() - started).toBeLessThan(300 + SLACK_MS);
        results.forEach((result) => {
          expect(result).toMatchObject({
            status: contract.silence,
            reason: { code: 'timeout' },
            latencyMs: null,
          });
        });
      }));

    it('ends at once when the console stops', () =>
      within('silent', async (probe) => {
        const stop = new AbortController();
        const started = performance.now();
        const looking = look(probe, { timeoutMs: 30_000, stop: stop.signal }).catch(() => undefined);
        stop.abort(new Error('the console stops'));
        await looking;
        expect(performance.now() - started).toBeLessThan(SLACK_MS);
      }));

    it('does not take nonsense for health', () =>
      within('garbled', async (probe) => {
        const results = await look(probe);
        results.forEach(({ status }) => expect(status).toBe(contract.silence));
      }));

    it('cannot tell how a service is that refuses its credential', () =>
      within('unauthorized', async (probe) => {
        const results = await look(probe);
        results.forEach((result) => {
          expect(result).toMatchObject({ status: 'unknown', reason: { code: 'unauthorized' } });
        });
      }));
  });
}
