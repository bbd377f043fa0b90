import {
  DEFAULT_TARGET,
  type EnvironmentId,
  type Instant,
  type Observation,
  type ServiceKind,
  type TargetId,
} from '@envscope/contracts/index.js';
import { paceOf, staleAfterMs } from '../evaluate/policy.js';
import type { TermsOf } from '../schedule/check-plan.js';

/** Stands for all targets of a service that one check answers for. */
const ALL = '';

/**
 * Knows when each target was last heard of, or each service whose targets are checked together. The one place that decides
 * what is stale, for incidents, the API and the console's pages.
 */
export class Freshness {
  /** When each was last heard of, by the steady clock. */
  private readonly services = new Map<string, Map<TargetId, number>>();

  constructor(
    private readonly termsOf: TermsOf,
    private readonly steady: () => number,
  ) {}

  /** An observation came: now, unless `agoMs` says otherwise of the moment of a check. */
  noteObservation(
    { environment, service, covers, observedAt, results }: Omit<Observation, 'snapshot'>,
    agoMs: (at: Instant) => number = () => 0,
  ): void {
    const key = keyOf(environment, service);
    const heard = this.services.get(key) ?? new Map<TargetId, number>();
    this.services.set(key, heard);
    const note = (target: TargetId, at: Instant) => heard.set(target, this.steady() - Math.max(0, agoMs(at)));
    if (covers === 'service') note(ALL, observedAt);
    else for (const { target, checkedAt } of results) note(target, checkedAt);
  }

  /** Time in which nobody listened is no silence: it begins anew. */
  forgive(): void {
    const nowMs = this.steady();
    for (const heard of this.services.values()) for (const target of heard.keys()) heard.set(target, nowMs);
  }

  /** After how much silence nothing that is known of the service may hold any more; null where it is checked once. */
  staleAfterMs(environment: EnvironmentId, service: ServiceKind): number | null {
    const targets = [DEFAULT_TARGET, ...(this.services.get(keyOf(environment, service))?.keys() ?? [])];
    const limits = targets.flatMap((target) => this.limitMs(environment, service, target) ?? []);
    return limits.length === 0 ? null : Math.max(...limits);
  }

  /** Whether what is known of the target may be over: nothing was heard of it for long. False before the first check. */
  isTargetStale(environment: EnvironmentId, service: ServiceKind, target: TargetId): boolean {
    const heard = this.services.get(keyOf(environment, service));
    const atMs = heard?.get(target) ?? heard?.get(ALL);
    return atMs !== undefined && this.isOver(environment, service, target, atMs);
  }

  /** Whether nothing in the service is fresh. False before the first check. */
  isStale(environment: EnvironmentId, service: ServiceKind): boolean {
    const heard = this.services.get(keyOf(environment, service));
    if (heard === undefined || heard.size === 0) return false;
    for (const [target, atMs] of heard) if (!this.isOver(environment, service, target, atMs)) return false;
    return true;
  }

  private isOver(environment: EnvironmentId, service: ServiceKind, target: TargetId, atMs: number): boolean {
    const limitMs = this.limitMs(environment, service, target);
    return limitMs !== null && this.steady() - atMs > limitMs;
  }

  private limitMs(environment: EnvironmentId, service: ServiceKind, target: TargetId): number | null {
    const terms = this.termsOf(environment, service, target);
    return terms === null ? null : staleAfterMs(paceOf(terms));
  }
}

const keyOf = (environment: EnvironmentId, service: ServiceKind) => `${environment}/${service}`;
