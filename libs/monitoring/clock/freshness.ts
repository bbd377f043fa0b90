import type { EnvironmentId, ServiceKind } from '@envscope/contracts/index.js';
import type { IntervalOf } from '../schedule/check-intervals.js';
import { staleAfterMs } from '../evaluate/policy.js';

interface LastSign {
  /** When the service last gave a sign, by the steady clock. */
  readonly atMs: number;
  /** When an observation came last in this run of the console, and how long after the one before it. */
  readonly observedMs: number | null;
  readonly gapMs: number;
}

/**
 * Knows when each service last gave a sign: an observation, or the end of one more target's check in a run that goes on. A
 * run that is long because some of its targets are silent is no silence of the others. The one place that decides what is
 * stale, for incidents, the API and the console's pages.
 */
export class Freshness {
  private readonly services = new Map<string, LastSign>();

  constructor(
    /** How far apart results of a service come at the most. */
    private readonly paceOf: IntervalOf,
    private readonly steady: () => number,
  ) {}

  /** An observation came, now or a while ago. */
  noteObservation(environment: EnvironmentId, service: ServiceKind, agoMs = 0): void {
    const key = keyOf(environment, service);
    const nowMs = this.steady();
    const beforeMs = this.services.get(key)?.observedMs ?? nowMs;
    const observedMs = agoMs > 0 ? null : nowMs;
    this.services.set(key, { atMs: nowMs - Math.max(0, agoMs), observedMs, gapMs: nowMs - beforeMs });
  }

  /** A run goes on, and has ended the check of one target more. */
  noteProgress(environment: EnvironmentId, service: ServiceKind): void {
    const key = keyOf(environment, service);
    const known = this.services.get(key);
    if (known) this.services.set(key, { ...known, atMs: this.steady() });
  }

  /** Time in which nobody listened is no silence: it begins anew. */
  forgive(): void {
    const nowMs = this.steady();
    for (const [key, { gapMs }] of this.services) {
      this.services.set(key, { atMs: nowMs, observedMs: nowMs, gapMs });
    }
  }

  /** After how much silence what is known of the service may be over; null where it is checked once. */
  staleAfterMs(environment: EnvironmentId, service: ServiceKind): number | null {
    const paceMs = this.paceOf(environment, service);
    const { gapMs = 0 } = this.services.get(keyOf(environment, service)) ?? {};
    // Hundreds of silent targets make a run longer than its interval and one deadline.
    return paceMs === null ? null : staleAfterMs(Math.max(paceMs, gapMs));
  }

  /** Whether what is known of the service may be over. False before the first check. */
  isStale(environment: EnvironmentId, service: ServiceKind): boolean {
    const last = this.services.get(keyOf(environment, service));
    const limitMs = this.staleAfterMs(environment, service);
    return last !== undefined && limitMs !== null && this.steady() - last.atMs > limitMs;
  }
}

const keyOf = (environment: EnvironmentId, service: ServiceKind) => `${environment}/${service}`;
