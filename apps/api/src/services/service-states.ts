import {
  Refusal,
  type CheckResult,
  type EnvironmentId,
  type MeasurementName,
  type ServiceDetail,
  type ServiceKind,
  type ServiceState,
  type StatusCounts,
} from '@envscope/contracts/index.js';
import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENTS, type AnyEnvironment } from '@envscope/environments/environments.js';
import {
  SERVICE_MANIFESTS,
  type ServiceManifest,
  type ServiceManifests,
} from '@envscope/integrations/kernel/service.js';
import { Freshness } from '@envscope/monitoring/clock/freshness.js';
import { StatusBoard } from '@envscope/monitoring/checks/status-board.js';
import { CheckPlan } from '@envscope/monitoring/schedule/check-plan.js';
import { CheckSchedule } from '@envscope/monitoring/schedule/check-schedule.js';
import { LATENCY } from '@envscope/store/observation-store.js';

const MOST_ATTENTION = 10;

/** The state of each service, from the status board. */
@Injectable()
export class ServiceStates {
  private readonly environments: ReadonlyMap<EnvironmentId, AnyEnvironment>;

  constructor(
    @Inject(ENVIRONMENTS) environments: readonly AnyEnvironment[],
    private readonly freshness: Freshness,
    private readonly board: StatusBoard,
    private readonly schedule: CheckSchedule,
    private readonly plan: CheckPlan,
    @Inject(SERVICE_MANIFESTS) private readonly manifests: ServiceManifests,
  ) {
    this.environments = new Map(environments.map((environment) => [environment.id, environment]));
  }

  /** The states of every service of an environment, in canonical order. */
  of(environment: EnvironmentId): ServiceState[] {
    const services = Object.keys(this.sectionsOf(environment)) as ServiceKind[];
    return services.map((service) => this.state(environment, service));
  }

  detail(environment: EnvironmentId, service: ServiceKind): ServiceDetail {
    const standing = this.board.of(environment, service);
    const results = standing?.results ?? [];
    return {
      ...this.state(environment, service),
      environment,
      snapshot: standing?.snapshot ?? null,
      results: [...results],
      staleTargets: results
        .map(({ target }) => target)
        .filter((target) => this.freshness.isTargetStale(environment, service, target)),
      measurements: measuredOf(this.manifests[service], results),
      locations: [...this.plan.locationsOfService(environment, service)],
    };
  }

  state(environment: EnvironmentId, service: ServiceKind): ServiceState {
    const standing = this.board.of(environment, service);
    const attention = standing?.results.filter(({ reason }) => reason !== null).slice(0, MOST_ATTENTION);
    return {
      service,
      status: standing?.status ?? 'unknown',
      since: standing?.since ?? null,
      observedAt: standing?.observedAt ?? null,
      snapshotAt: standing?.snapshotAt ?? null,
      isStale: this.freshness.isStale(environment, service),
      staleAfterMs: roundedUp(this.freshness.staleAfterMs(environment, service)),
      isChecking: this.schedule.isRunning(environment, service),
      counts: { ...NOTHING, ...standing?.counts },
      attention: attention ?? [],
    };
  }

  private sectionsOf(environment: EnvironmentId): AnyEnvironment['sections'] {
    const found = this.environments.get(environment);
    if (!found)
      throw new Refusal('unknown-environment', { environment, known: [...this.environments.keys()] });
    return found.sections;
  }
}

/** The response time only where the service itself responds: what a list of a vendor took says nothing about its targets. */
function measuredOf(
  { figures, headline }: ServiceManifest,
  results: readonly CheckResult[],
): MeasurementName[] {
  const measured = new Set(results.flatMap(({ measurements }) => Object.keys(measurements)));
  if (LATENCY in figures) return [...new Set([LATENCY, ...measured])];
  return measured.size > 0 ? [...measured] : [headline];
}

const roundedUp = (ms: number | null) => (ms === null ? null : Math.ceil(ms));

const NOTHING: StatusCounts = { up: 0, degraded: 0, down: 0, unknown: 0, paused: 0, unconfigured: 0 };
