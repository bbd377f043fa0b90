import type { EnvironmentId, LocationId, Quorum, ServiceKind, TargetId } from '@envscope/contracts/index.js';
import type { AnyEnvironment } from '@envscope/environments/environments.js';
import { destinationsOf, type Destination } from '@envscope/integrations/kernel/connectivity.js';
import type { Probe, Target } from '@envscope/integrations/kernel/probe.js';
import type { CheckTerms } from '../evaluate/policy.js';

/** How a target is checked; null where it is not checked again: settings do not name it, or only a restart can change the answer. */
export type TermsOf = (
  environment: EnvironmentId,
  service: ServiceKind,
  target: TargetId,
) => CheckTerms | null;

/** One thing that is checked by itself. */
export interface PlannedCheck {
  readonly probe: Probe;
  readonly environment: EnvironmentId;
  /** Undefined: the service as a whole. */
  readonly target: Target | undefined;
  /** Null: it is checked once. */
  readonly terms: CheckTerms | null;
  /** The hosts that it goes to. */
  readonly destinations: readonly Destination[];
  /** Each of them checks it; empty: whoever checks stands alone. */
  readonly locations: readonly LocationId[];
  /** How many of the locations have to say that it is down. */
  readonly quorum: Quorum;
}

/** What holds for a target unless it has terms of its own. */
export interface UsualTerms extends Omit<CheckTerms, 'intervalMs'> {
  readonly locations: readonly LocationId[];
  readonly quorum: Quorum;
}

interface ServicePlan {
  /** By target; null where one check answers for the whole service, whatever targets that brings. */
  readonly targets: ReadonlyMap<TargetId, PlannedCheck> | null;
  readonly whole: PlannedCheck | null;
}

/** What the console has to check, as settings say it. */
export class CheckPlan {
  private readonly services: ReadonlyMap<string, ServicePlan>;

  constructor(probes: readonly Probe[], environments: readonly AnyEnvironment[], usual: UsualTerms) {
    this.services = new Map(
      environments.flatMap((environment) =>
        probes.map((probe) => [keyOf(environment.id, probe.service), planOf(probe, environment, usual)]),
      ),
    );
  }

  get checks(): PlannedCheck[] {
    return [...this.services.values()].flatMap(({ targets, whole }) =>
      targets ? [...targets.values()] : whole ? [whole] : [],
    );
  }

  readonly termsOf: TermsOf = (environment, service, target) => {
    const { targets, whole } = this.services.get(keyOf(environment, service)) ?? {};
    return (targets ? targets.get(target) : whole)?.terms ?? null;
  };

  /** The hosts that a check goes to: of one target, or of a service as a whole. */
  destinationsOf(
    environment: EnvironmentId,
    service: ServiceKind,
    target?: TargetId,
  ): readonly Destination[] {
    const { targets, whole } = this.services.get(keyOf(environment, service)) ?? {};
    return (target === undefined ? whole : targets?.get(target))?.destinations ?? [];
  }

  /** From where the target is checked, and how many of these have to say that it is down; null where it is checked from nowhere. */
  locationsOf(
    environment: EnvironmentId,
    service: ServiceKind,
    target: TargetId,
  ): Pick<PlannedCheck, 'locations' | 'quorum'> | null {
    const planned = this.services.get(keyOf(environment, service))?.targets?.get(target);
    return planned && planned.locations.length > 0 ? planned : null;
  }

  /** From where any target of the service is checked. */
  locationsOfService(environment: EnvironmentId, service: ServiceKind): readonly LocationId[] {
    const targets = this.services.get(keyOf(environment, service))?.targets?.values() ?? [];
    return [...new Set([...targets].flatMap(({ locations }) => locations))];
  }

  /** The targets that settings name, in their order; null where one check answers for the whole service. */
  targetsOf(environment: EnvironmentId, service: ServiceKind): readonly TargetId[] | null {
    const targets = this.services.get(keyOf(environment, service))?.targets;
    return targets ? [...targets.keys()] : null;
  }
}

function planOf(
  probe: Probe,
  { id: environment, sections }: AnyEnvironment,
  { timeoutMs, failureThreshold, successThreshold, ...usual }: UsualTerms,
): ServicePlan {
  const section = sections[probe.service];
  const all = section.state === 'configured' ? destinationsOf(section.description) : [];
  const byName = Map.groupBy(all, ({ name }) => name);
  const planned = (target?: Target): PlannedCheck => ({
    probe,
    environment,
    target,
    terms:
      section.state === 'configured'
        ? {
            intervalMs: target?.intervalMs ?? section.intervalMs,
            timeoutMs: target?.timeoutMs ?? timeoutMs,
            failureThreshold: target?.failureThreshold ?? failureThreshold,
            successThreshold: target?.successThreshold ?? successThreshold,
          }
        : null,
    destinations: target ? (byName.get(target.id) ?? []) : all,
    locations: usual.locations.filter((location) => isCheckedFrom(location, target)),
    quorum: target?.quorum ?? usual.quorum,
  });
  const targets = section.state === 'configured' ? probe.targets?.(environment) : undefined;
  return targets
    ? { targets: new Map(targets.map((target) => [target.id, planned(target)])), whole: null }
    : { targets: null, whole: planned() };
}

function isCheckedFrom(location: LocationId, target: Target | undefined): boolean {
  const { locations = [] } = target ?? {};
  return locations === 'all' || locations.includes(location);
}

const keyOf = (environment: EnvironmentId, service: ServiceKind) => `${environment}/${service}`;
