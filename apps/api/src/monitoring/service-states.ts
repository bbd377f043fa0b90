import {
  type CheckResult,
  type EnvironmentId,
  type ServiceDetail,
  type ServiceKind,
  type ServiceState,
  type StatusCounts,
} from '@envscope/contracts/index.js';
import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENTS, type AnyEnvironment } from '@envscope/environments/environments.js';
import { StatusBoard, type Standing } from '@envscope/monitoring/cycle/status-board.js';
import { CheckSchedule } from '@envscope/monitoring/schedule/check-schedule.js';
import { CONSOLE_SETTINGS } from '@envscope/settings/settings.module.js';
import type { ConsoleSettings } from '@envscope/settings/console.settings.js';
import { UnknownEnvironment } from '../http/domain-errors.js';

/** An observation older than this many of its intervals is stale: silence is not health. */
export const STALE_AFTER_INTERVALS = 3;
const MOST_ATTENTION = 10;

/** Tells how each service stands, from what the board holds. */
@Injectable()
export class ServiceStates {
  private readonly environments: ReadonlyMap<EnvironmentId, AnyEnvironment>;

  constructor(
    @Inject(ENVIRONMENTS) environments: readonly AnyEnvironment[],
    @Inject(CONSOLE_SETTINGS) private readonly settings: ConsoleSettings,
    private readonly board: StatusBoard,
    private readonly schedule: CheckSchedule,
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
    const results = standing?.observation.results ?? [];
    const measured = new Set(results.flatMap((result) => Object.keys(result.measurements)));
    return {
      ...this.state(environment, service),
      environment,
      snapshot: standing?.snapshot ?? null,
      results,
      measurements: ['latencyMs', ...measured],
    };
  }

  state(environment: EnvironmentId, service: ServiceKind): ServiceState {
    const standing = this.board.of(environment, service);
    const results = standing?.observation.results ?? [];
    return {
      service,
      status: standing?.status ?? 'unknown',
      since: standing?.since ?? null,
      observedAt: standing?.observation.observedAt ?? null,
      isStale: standing ? this.isStale(environment, service, standing) : false,
      isChecking: this.schedule.isRunning(environment, service),
      counts: count(results),
      attention: results.filter(({ reason }) => reason !== null).slice(0, MOST_ATTENTION),
    };
  }

  private isStale(environment: EnvironmentId, service: ServiceKind, standing: Standing): boolean {
    const section = this.sectionsOf(environment)[service];
    if (section.state === 'missing') return false;
    const limitMs = STALE_AFTER_INTERVALS * section.intervalMs + this.settings.checkTimeoutMs;
    return Date.now() - Date.parse(standing.observation.observedAt) > limitMs;
  }

  private sectionsOf(environment: EnvironmentId): AnyEnvironment['sections'] {
    const found = this.environments.get(environment);
    if (!found) throw new UnknownEnvironment(environment, [...this.environments.keys()]);
    return found.sections;
  }
}

function count(results: readonly CheckResult[]): StatusCounts {
  const counts: StatusCounts = { up: 0, degraded: 0, down: 0, unknown: 0, paused: 0, unconfigured: 0 };
  for (const { status } of results) counts[status] += 1;
  return counts;
}
