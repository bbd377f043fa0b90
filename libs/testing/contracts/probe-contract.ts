import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Observation, worstOf, type CheckStatus, type EnvironmentId } from '@envscope/contracts/index.js';
import type { CheckLimits, Probe } from '@envscope/integrations/kernel/probe.js';
import { figureOf } from '@envscope/integrations/kernel/service.js';
import { MANIFESTS } from '@envscope/integrations/services.js';
import * as z from 'zod';

/** Ways in which every service can fail to answer as it should. */
export type Misbehaviour = 'hang' | 'garbage' | 'unauthorized';

/** A probe before a service that can be made to misbehave. */
export interface ProbeStage {
  readonly probe: Probe;
  /** An environment that settings configure, with a healthy service. */
  readonly environment: EnvironmentId;
  /** An environment that settings leave out. */
  readonly unconfigured: EnvironmentId;
  misbehave(kind: Misbehaviour): Promise<void> | void;
  /** Undoes every misbehaviour, and whatever the probe remembers of it. */
  recover(): Promise<void> | void;
  close(): Promise<void> | void;
}

/** What is expected of a probe beyond what is expected of all. */
export interface ProbeExpectations {
  readonly snapshot: z.core.$ZodType;
  /** What it means when the service does not answer, or not sensibly. */
  readonly silence: 'down' | 'unknown';
  /** Reason of an answer that makes no sense. */
  readonly garbage?: string;
  /** False where no credential is known to the console, so that none can be refused. */
  readonly hasCredential?: boolean;
  /** Parts of credentials: none of them may be in what the probe brings. */
  readonly secrets: readonly string[];
}

const SHORT_MS = 400;
/** A busy machine may be this late. */
const SLACK_MS = 2_000;

/** Limits of a check for a spec; by default time enough for anything. */
export function limitsOf(limits: Partial<CheckLimits> = {}): CheckLimits {
  return { timeoutMs: 10_000, stop: new AbortController().signal, ...limits };
}

/** One check of everything that the probe has to check in the environment, as one observation. */
export async function observeAll(
  probe: Probe,
  environment: EnvironmentId,
  limits: CheckLimits,
): Promise<Observation> {
  const targets = probe.targets?.(environment) ?? [];
  const [first, ...others] = await Promise.all(
    targets.map(({ id, timeoutMs = limits.timeoutMs }) =>
      probe.observe(environment, { ...limits, timeoutMs }, id),
    ),
  );
  if (!first) return probe.observe(environment, limits);
  return { ...first, results: [first, ...others].flatMap(({ results }) => results) };
}

/** What every probe keeps, whatever it checks. */
export function describeProbeContract(
  name: string,
  start: () => Promise<ProbeStage>,
  expectations: ProbeExpectations,
): void {
  const { silence, garbage = 'invalid-answer', hasCredential = true, secrets } = expectations;

  describe(`${name}, as every probe,`, () => {
    let stage: ProbeStage;
    beforeAll(async () => {
      stage = await start();
    });
    afterEach(() => stage.recover());
    afterAll(() => stage.close());

    const check = async (limits?: Partial<CheckLimits>, environment = stage.environment) => {
      const observation = Observation.parse(await observeAll(stage.probe, environment, limitsOf(limits)));
      const text = JSON.stringify(observation);
      expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
      return observation;
    };
    const outcomeOf = ({ results }: Observation): { status: CheckStatus; code: string | undefined } => ({
      status: worstOf(results.map(({ status }) => status)),
      code: results.find(({ reason }) => reason !== null)?.reason?.code,
    });

    it('takes a healthy service for up, with its detail', async () => {
      const { service, ...observation } = await check();
      expect(outcomeOf({ service, ...observation })).toEqual({ status: 'up', code: undefined });
      const { detailList } = MANIFESTS[service];
      const shown =
        detailList === undefined
          ? [observation.snapshot]
          : observation.results.map(({ detail }) => ({
              [detailList]: [detail],
              sampledAt: observation.observedAt,
            }));
      expect(shown.flatMap((snapshot) => z.safeParse(expectations.snapshot, snapshot).error ?? [])).toEqual(
        [],
      );
    });

    it('measures what rules can watch, and nothing else', async () => {
      const { service, results } = await check();
      const names = results.flatMap(({ measurements }) => Object.keys(measurements));
      expect(names.filter((name) => !figureOf(MANIFESTS[service], name))).toEqual([]);
    });

    it('shows the facts that its manifest compares between environments', async () => {
      const { service, snapshot } = await check();
      const { facts } = MANIFESTS[service].compared;
      expect(facts.filter((fact) => !Object.hasOwn(snapshot ?? {}, fact))).toEqual([]);
    });

    it('gives up on a service that hangs when its time is over', async () => {
      await stage.misbehave('hang');
      const started = performance.now();
      expect(outcomeOf(await check({ timeoutMs: SHORT_MS }))).toEqual({ status: silence, code: 'timeout' });
      expect(performance.now() - started).toBeLessThan(SHORT_MS + SLACK_MS);
    });

    it('takes an answer that makes no sense for a result', async () => {
      await stage.misbehave('garbage');
      expect(outcomeOf(await check())).toEqual({ status: silence, code: garbage });
    });

    (hasCredential ? it : it.skip)('does not know how a service is that refuses its credential', async () => {
      await stage.misbehave('unauthorized');
      expect(outcomeOf(await check())).toEqual({ status: 'unknown', code: 'unauthorized' });
    });

    it('says what to set where it is not configured', async () => {
      const { results } = await check({}, stage.unconfigured);
      expect(results.map(({ status, reason }) => [status, reason?.code])).toEqual([
        ['unconfigured', 'unconfigured'],
      ]);
    });

    it('ends at once when the console stops', async () => {
      await stage.misbehave('hang');
      const stopping = new AbortController();
      const pending = observeAll(stage.probe, stage.environment, limitsOf({ stop: stopping.signal }));
      const started = performance.now();
      stopping.abort(new Error('stopping'));
      await expect(pending).rejects.toThrow('stopping');
      expect(performance.now() - started).toBeLessThan(SLACK_MS);
    });
  });
}
