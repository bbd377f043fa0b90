import type { EnvironmentId, Observation } from '@envscope/contracts/index.js';
import { ENVIRONMENTS, type Environments } from '@envscope/environments/environments.js';
import { SERVICE_MANIFESTS, type ServiceManifests } from '@envscope/integrations/kernel/service.js';
import { TargetWatch } from '@envscope/monitoring/evaluator/target-watch.js';
import { MONITORING_OPTIONS, type MonitoringOptions } from '@envscope/monitoring/monitoring-options.js';
import { reasonsLeftToRules } from '@envscope/monitoring/rules/built-in-rules.js';
import { CheckPlan, type PlannedCheck } from '@envscope/monitoring/schedule/check-plan.js';
import type { ConsoleSettings } from '@envscope/settings/variables/console.settings.js';
import { CONSOLE_SETTINGS } from '@envscope/settings/settings.module.js';
import { BeatStore } from '@envscope/store/beat-store.js';
import { IncidentStore } from '@envscope/store/incident-store.js';
import { ObservationStore } from '@envscope/store/observation-store.js';
import { Inject, Injectable } from '@nestjs/common';
import { setTimeout } from 'node:timers/promises';
import { earlier } from './past-figures.js';
import { PastIncidents } from './past-incidents.js';
import { pastBeats } from './past-jobs.js';
import { TROUBLES, type Trouble } from './past-troubles.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How far the past reaches back. */
const LENGTH_MS = 48 * HOUR_MS;
/** Checks of the last hours lie as close as real ones, so that every chart of them is whole; earlier ones need not. */
const CLOSE_MS = 7 * HOUR_MS;
const FAR_APART_MS = 5 * MINUTE_MS;
/** A rate takes two samples with something between them; in an hour with few requests the sandbox's users ask only now and then. */
const BETWEEN_SAMPLES_MS = 500;
const MOST_SAMPLES = 3;
/** Observations that the store takes at once. */
const AT_ONCE = 2_000;

/** What a check of the sandbox brings, and what it brings while something is wrong. */
interface Model {
  readonly check: PlannedCheck;
  readonly usual: Observation;
  readonly troubles: readonly { readonly trouble: Trouble; readonly observation: Observation }[];
}

/**
 * Gives a demo a past: each check is made once of the sandbox, and once more for each thing that went wrong while the sandbox
 * plays it; what came of it is kept for earlier moments, with incidents by the console's own decisions.
 */
@Injectable()
export class DemoPast {
  constructor(
    private readonly plan: CheckPlan,
    private readonly observations: ObservationStore,
    private readonly incidents: IncidentStore,
    private readonly beats: BeatStore,
    @Inject(ENVIRONMENTS) private readonly environments: Environments,
    @Inject(SERVICE_MANIFESTS) private readonly manifests: ServiceManifests,
    @Inject(MONITORING_OPTIONS) private readonly options: MonitoringOptions,
    @Inject(CONSOLE_SETTINGS) private readonly settings: ConsoleSettings,
  ) {}

  /** Rejects where the store or the sandbox's control endpoint fails. */
  async seed(nowMs = Date.now()): Promise<void> {
    for (const { id } of this.environments) await this.seedJobs(id, nowMs);
    const models = await this.models();
    const past = new PastIncidents(this.watch(), this.manifests, this.options.groupWindowMs, nowMs);
    const observations = models
      .flatMap((model) => this.pastOf(model, nowMs))
      .toSorted((a, b) => Date.parse(a.observedAt) - Date.parse(b.observedAt));
    for (const observation of observations) past.take(observation);
    for (let from = 0; from < observations.length; from += AT_ONCE)
      await this.observations.append(observations.slice(from, from + AT_ONCE));
    await this.observations.append(models.map(({ usual }) => usual));
    for (const incident of past.changes) await this.incidents.saveIncident({ incident, deliveries: [] });
    // The sandbox's jobs do not report before the console listens: nothing was missed while the past was made.
    await this.beats.noteListening(Date.now(), LENGTH_MS);
  }

  private async seedJobs(environment: EnvironmentId, nowMs: number): Promise<void> {
    const jobs = this.plan.targetsOf(environment, 'heartbeats') ?? [];
    for (const beat of pastBeats(environment, nowMs))
      if (jobs.includes(beat.job)) await this.beats.appendBeat(beat);
  }

  private watch(): TargetWatch {
    return new TargetWatch({
      termsOf: this.plan.termsOf,
      leftToRules: reasonsLeftToRules(this.manifests),
      freshness: { isTargetStale: () => false },
    });
  }

  private async models(): Promise<Model[]> {
    const checks = this.plan.checks.filter(({ terms }) => terms !== null);
    const usual = new Map(await this.observeAll(checks));
    for (let samples = 1; samples < MOST_SAMPLES; samples += 1) {
      // Vendors' budgets are not for that.
      const sampled = [...usual].filter(([{ probe }, { results }]) =>
        this.manifests[probe.service].layer === 'infrastructure' ? samples === 1 : !isSomeUp(results),
      );
      if (sampled.length === 0) break;
      await setTimeout(BETWEEN_SAMPLES_MS);
      const again = await this.observeAll(sampled.map(([check]) => check));
      for (const [check, observation] of again) usual.set(check, observation);
    }
    const troubles = await this.troubled(checks);
    // What is not up at all says nothing of two days.
    const known = [...usual].filter(([, { results }]) => isSomeUp(results));
    return known.map(([check, observation]) => ({
      check,
      usual: observation,
      // Only from up to down and back: what is not up now would never recover.
      troubles: observation.results.every(({ status }) => status === 'up') ? (troubles.get(check) ?? []) : [],
    }));
  }

  /** One after another: the sandbox plays one at a time. */
  private async troubled(checks: readonly PlannedCheck[]) {
    const troubles = new Map<PlannedCheck, Model['troubles'][number][]>();
    for (const trouble of TROUBLES) {
      const failing = checks.filter((check) => isOf(trouble, check));
      if (failing.length === 0) continue;
      await this.control(...trouble.pull);
      for (const [check, observation] of await this.observeAll(failing))
        troubles.set(check, [...(troubles.get(check) ?? []), { trouble, observation }]);
      await this.control('POST', '/reset');
    }
    return troubles;
  }

  private observeAll(checks: readonly PlannedCheck[]): Promise<[PlannedCheck, Observation][]> {
    const { signal } = new AbortController();
    const limits = { timeoutMs: this.options.timeoutMs, stop: signal };
    return Promise.all(
      checks.map(async (check): Promise<[PlannedCheck, Observation]> => [
        check,
        await check.probe.observe(check.environment, limits, check.target?.id),
      ]),
    );
  }

  private pastOf({ check, usual, troubles }: Model, nowMs: number): Observation[] {
    const manifest = this.manifests[check.probe.service];
    const intervalMs = check.terms?.intervalMs ?? FAR_APART_MS;
    const past: Observation[] = [];
    for (let agoMs = intervalMs; agoMs < LENGTH_MS; agoMs += paceAt(agoMs, intervalMs)) {
      const now = troubles.find(({ trouble }) => agoMs <= trouble.beganMs && agoMs > trouble.endedMs);
      past.push(earlier(now?.observation ?? usual, manifest, nowMs - agoMs));
    }
    return past;
  }

  private async control(method: string, path: string, body?: object): Promise<void> {
    const response = await fetch(`http://127.0.0.1:${this.settings.sandboxPort}/__control${path}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    if (!response.ok) throw new Error(`The sandbox refuses ${method} ${path}: ${response.status}`);
  }
}

function isSomeUp(results: Observation['results']): boolean {
  return results.some(({ status }) => status === 'up');
}

function isOf({ environment, services, target }: Trouble, check: PlannedCheck): boolean {
  const isOfServices = check.environment === environment && services.includes(check.probe.service);
  return isOfServices && (target === undefined || check.target?.id === target);
}

/** What went wrong is as close as the last hours. */
function paceAt(agoMs: number, intervalMs: number): number {
  const isClose =
    agoMs < CLOSE_MS ||
    TROUBLES.some(
      ({ beganMs, endedMs }) => agoMs < beganMs + FAR_APART_MS && agoMs > endedMs - 2 * FAR_APART_MS,
    );
  return isClose ? intervalMs : Math.max(intervalMs, FAR_APART_MS);
}
