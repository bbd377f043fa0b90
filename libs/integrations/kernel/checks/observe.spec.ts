import type { Observation } from '@envscope/contracts/index.js';
import { NotConfigured } from '@envscope/environments/per-environment.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { IntegrationError } from '@envscope/integrations/kernel/errors/integration-error.js';
import type { Subject } from './check-result.js';
import { observe, type ObservationDraft } from './observe.js';

const subject: Subject = { environment: 'dev', service: { kind: 'redis', silence: 'down' } };
const limits = () => ({ timeoutMs: 50, stop: new AbortController().signal });
const never = () => new Promise<never>(() => undefined);

const observing = (check: () => Promise<ObservationDraft>, of = subject): Promise<Observation> =>
  observe(of, limits(), check);
const failing = (error: Error, of = subject) => observing(() => Promise.reject(error), of);

// The mistake that one of these makes on purpose is logged, as it would be.
beforeAll(() => Logger.overrideLogger(false));
afterAll(() => Logger.overrideLogger(['error']));

describe('observe', () => {
  it('times a check and keeps what it found', async () => {
    const { results, snapshot } = await observing(() =>
      Promise.resolve({
        findings: [{ status: 'up', measurements: { keys: 3 } }],
        snapshot: { version: '7' },
      }),
    );
    expect(results).toEqual([
      expect.objectContaining({ status: 'up', target: 'default', measurements: { keys: 3 }, reason: null }),
    ]);
    expect(results[0]?.latencyMs).toBeGreaterThanOrEqual(0);
    expect(snapshot).toEqual({ version: '7' });
  });

  it('keeps no figure that no store holds', async () => {
    const measurements = { keys: 3, misses: Infinity, share: Number.NaN, reads: 1e300 };
    const { results } = await observing(() =>
      Promise.resolve({ findings: [{ status: 'up', measurements }], snapshot: null }),
    );
    expect(results[0]?.measurements).toEqual({ keys: 3 });
  });

  it('ends a check that ignores its signal at the deadline, and says the limit', async () => {
    const { results } = await observing(never);
    expect(results[0]).toMatchObject({
      status: 'down',
      latencyMs: null,
      reason: { code: 'timeout', params: { limitMs: 50 } },
    });
  });

  it('does not call a check that waited for its slot until the deadline a silence of the target', async () => {
    const { results } = await observe(subject, limits(), async (signal) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      throw new IntegrationError('waiting-for-slot', 'No slot', { params: { host: 'h', limit: 3 } });
    });
    expect(results[0]).toMatchObject({
      status: 'unknown',
      latencyMs: null,
      reason: { code: 'waiting-for-slot', params: { host: 'h', limit: 3 } },
    });
  });

  it('aborts the check that it ends', async () => {
    const signal = await new Promise<AbortSignal>((resolve) => {
      void observe(subject, limits(), (given) => {
        given.addEventListener('abort', () => resolve(given));
        return never();
      });
    });
    expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
  });

  it.each([
    ['down', 'down'],
    ['unknown', 'unknown'],
  ] as const)('takes silence for %s where that is what silence means', async (silence, status) => {
    const { results } = await failing(new IntegrationError('refused', 'refused'), {
      ...subject,
      service: { kind: 'redis', silence },
    });
    expect(results[0]).toMatchObject({ status, reason: { code: 'refused' } });
  });

  it.each(['unauthorized', 'forbidden', 'rate-limited', 'quota-exceeded'] as const)(
    'never takes %s for down',
    async (code) => {
      const { results } = await failing(new IntegrationError(code, code));
      expect(results[0]).toMatchObject({ status: 'unknown', reason: { code } });
    },
  );

  it('keeps a missing setting apart from a failure', async () => {
    const { results } = await failing(new NotConfigured('redis', 'dev', ['REDIS_URL_DEV']));
    expect(results[0]).toMatchObject({
      status: 'unconfigured',
      reason: { params: { variables: 'REDIS_URL_DEV' } },
    });
  });

  it("takes our own mistake for unknown, never for the target's", async () => {
    const { results } = await failing(new TypeError('undefined is not a function'));
    expect(results[0]).toMatchObject({ status: 'unknown', reason: { code: 'internal-fault' } });
  });

  it('reads the cause of a failed connection', async () => {
    const cause = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    const { results } = await failing(new Error('Connection is closed.', { cause }));
    expect(results[0]).toMatchObject({ status: 'down', reason: { code: 'refused' } });
  });

  it('rejects when the console stops, since that says nothing about the target', async () => {
    const stop = new AbortController();
    const observation = observe(subject, { timeoutMs: 60_000, stop: stop.signal }, never);
    stop.abort(new Error('stopping'));
    await expect(observation).rejects.toThrow('stopping');
  });
});
