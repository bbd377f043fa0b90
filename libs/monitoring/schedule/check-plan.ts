import type { EnvironmentId, ServiceKind, TargetId } from '@envscope/contracts/index.js';
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
}

interface ServicePlan {
  /** By target; null where one check answers for the whole service, whatever targets that brings. */
  readonly targets: ReadonlyMap<TargetId, PlannedCheck> | null;
  readonly whole: PlannedCheck | null;
}

/** What the console has to check, as settings say it. */
export class CheckPlan {
  private readonly services: ReadonlyMap<string, ServicePlan>;

  constructor(
    probes: readonly Probe[],
    environments: readonly AnyEnvironment[],
    /** What holds for a target unless it has terms of its own. */
    usual: Omit<CheckTerms, 'intervalMs'>,
  ) {
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

  /** The targets that settings name, in their order; null where one check answers for the whole service. */
  targetsOf(environment: EnvironmentId, service: ServiceKind): readonly TargetId[] | null {
    const targets = this.services.get(keyOf(environment, service))?.targets;
    return targets ? [...targets.keys()] : null;
  }
}

function planOf(
  probe: Probe,
  { id: environment, sections }: AnyEnvironment,
  { timeoutMs, failureThreshold, successThreshold }: Omit<CheckTerms, 'intervalMs'>,
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
  });
  const targets = section.state === 'configured' ? probe.targets?.(environment) : undefined;
  return targets
    ? { targets: new Map(targets.map((target) => [target.id, planned(target)])), whole: null }
    : { targets: null, whole: planned() };
}

const keyOf = (environment: EnvironmentId, service: ServiceKind) => `${environment}/${service}`;
