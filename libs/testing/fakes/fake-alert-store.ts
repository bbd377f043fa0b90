import type {
  Delivery,
  EnvironmentId,
  Incident,
  IncidentState,
  Mute,
  Rule,
} from '@envscope/contracts/index.js';
import { stateOf } from '@envscope/contracts/index.js';
import {
  latestEndOf,
  type DeliveryClaim,
  type DeliveryCount,
  type DeliveryQuery,
  type Firing,
  type IncidentChange,
  type IncidentQuery,
  type IncidentStore,
  type DeadSelection,
  type SaveOutcome,
} from '@envscope/store/incident-store.js';
import type { HeldLease, Lease, LeaseStore } from '@envscope/store/lease-store.js';
import type { MuteStore } from '@envscope/store/mute-store.js';
import type { RuleStore } from '@envscope/store/rule-store.js';
import { isAmong, isDeliveryOf, isIncidentOf } from '@envscope/monitoring/repository/alert-queries.js';
import { StoreFault } from '@envscope/store/observation-store.js';
import { muteOverAtMs } from '@envscope/store/mute-end.js';

/** What stores that share it hold. */
export class AlertMemory {
  readonly incidents = new Map<string, Incident>();
  readonly deliveries = new Map<string, Delivery>();
  readonly rules = new Map<string, Rule>();
  readonly mutes = new Map<string, Mute>();
  lease: HeldLease | undefined;
  /** The newest term that has begun. */
  term = 0;
}

/**
 * The ports of alerts over one memory, whole, that can be made to fail, once or for longer, and to leave what it is asked without an answer until it is
 * released. Stores over one memory are like consoles on one database.
 */
export class FakeAlertStore implements IncidentStore, RuleStore, MuteStore, LeaseStore {
  isFailing = false;
  private failures = 0;
  private held: Promise<void> | undefined;
  private end: () => void = () => undefined;

  constructor(
    readonly memory = new AlertMemory(),
    readonly isShared = false,
  ) {}

  /** Fails once. */
  failNext(): void {
    this.failures += 1;
  }

  hold(): void {
    ({ promise: this.held, resolve: this.end } = Promise.withResolvers<void>());
  }

  release(): void {
    this.held = undefined;
    this.end();
  }

  saveIncident({ incident, deliveries }: IncidentChange, term?: number): Promise<SaveOutcome> {
    return this.reach((memory) => {
      const { incidents, deliveries: kept } = memory;
      const stored = incidents.get(incident.id);
      if (JSON.stringify(stored) === JSON.stringify(incident)) return 'saved';
      if (term !== undefined && this.isShared && term < Math.max(memory.term, memory.lease?.term ?? 0))
        return 'outdated';
      if ((stored?.version ?? 0) !== incident.version - 1) return 'conflict';
      incidents.set(incident.id, incident);
      for (const delivery of deliveries) kept.set(delivery.id, delivery);
      return 'saved';
    });
  }

  incident(id: string): Promise<Incident | null> {
    return this.reach(({ incidents }) => incidents.get(id) ?? null);
  }

  openIncidents(): Promise<Incident[]> {
    return this.reach(({ incidents }) => sorted(incidents).filter(({ resolvedAt }) => resolvedAt === null));
  }

  incidents({ limit, ...query }: IncidentQuery): Promise<Incident[]> {
    return this.reach(({ incidents }) =>
      sorted(incidents)
        .reverse()
        .filter((incident) => isIncidentOf(incident, query))
        .slice(0, limit),
    );
  }

  countUnresolved(among?: readonly EnvironmentId[]): Promise<{ open: number; acknowledged: number }> {
    return this.reach(({ incidents }) => {
      const states = [...incidents.values()].filter(isAmong(among)).map(stateOf);
      const count = (state: IncidentState) => states.filter((each) => each === state).length;
      return { open: count('open'), acknowledged: count('acknowledged') };
    });
  }

  firings(sinceMs: number, among?: readonly EnvironmentId[]): Promise<Firing[]> {
    return this.reach(({ incidents }) => {
      const byRule = Map.groupBy(sorted(incidents).filter(isAmong(among)), ({ rule }) => rule?.id);
      return [...byRule].flatMap(([ruleId, fired]) => {
        const opened = fired.map(({ openedAt }) => openedAt).sort();
        const lastOpenedAt = opened.at(-1);
        if (ruleId === undefined || lastOpenedAt === undefined) return [];
        const count = opened.filter((at) => Date.parse(at) >= sinceMs).length;
        const firing = fired.filter(({ resolvedAt }) => resolvedAt === null).length;
        return [{ ruleId, count, firing, lastOpenedAt }];
      });
    });
  }

  unsettledDeliveries(): Promise<Delivery[]> {
    return this.reach(({ deliveries }) => sorted(deliveries).filter(isUnsettled));
  }

  deliveriesOf(incidentIds: readonly string[]): Promise<Delivery[]> {
    return this.reach(({ deliveries }) =>
      sorted(deliveries).filter(({ incidentId }) => incidentIds.includes(incidentId)),
    );
  }

  deliveries({ limit, ...query }: DeliveryQuery): Promise<Delivery[]> {
    return this.reach(({ deliveries }) =>
      sorted(deliveries)
        .reverse()
        .filter((delivery) => isDeliveryOf(delivery, query))
        .slice(0, limit),
    );
  }

  delivery(id: string): Promise<Delivery | null> {
    return this.reach(({ deliveries }) => deliveries.get(id) ?? null);
  }

  countDeliveries(): Promise<DeliveryCount[]> {
    return this.reach(({ deliveries }) =>
      [...Map.groupBy(deliveries.values(), ({ channel }) => channel)].map(([channel, all]) => ({
        channel,
        waiting: all.filter(isUnsettled).length,
        dead: all.filter(({ state }) => state === 'dead').length,
        lastDeliveredAt:
          all
            .flatMap(({ state, settledAt }) =>
              state === 'delivered' && settledAt !== null ? [settledAt] : [],
            )
            .sort()
            .at(-1) ?? null,
      })),
    );
  }

  claimDeliveries(ids: readonly string[], wanted: DeliveryClaim): Promise<string[]> {
    const { owner, untilMs, nowMs, term } = wanted;
    return this.reach(({ deliveries, term: newest }) =>
      ids.filter((id) => {
        if (this.isShared && term !== undefined && term < newest) return false;
        const delivery = deliveries.get(id);
        if (!delivery || !isUnsettled(delivery) || isHeldByAnother(delivery, wanted)) return false;
        const since = new Date(nowMs).toISOString();
        const claim = { owner, since, until: new Date(untilMs).toISOString() };
        deliveries.set(id, { ...delivery, state: 'sending', claim });
        return true;
      }),
    );
  }

  settleDeliveries(owner: string, settled: readonly Delivery[]): Promise<string[]> {
    return this.reach(({ deliveries }) =>
      settled.flatMap((delivery) => {
        const held = deliveries.get(delivery.id);
        if (held?.state !== 'sending' || held.claim?.owner !== owner) return [];
        deliveries.set(delivery.id, delivery);
        return [delivery.id];
      }),
    );
  }

  replayDeliveries(which: DeadSelection, nowMs: number): Promise<number> {
    const queuedAt = new Date(nowMs).toISOString();
    return this.changeDead(which, {
      state: 'queued',
      queuedAt,
      settledAt: null,
      deathCause: null,
      claim: null,
    });
  }

  dismissDeliveries(which: DeadSelection, by: string): Promise<number> {
    return this.changeDead(which, { state: 'dismissed', dismissedBy: by });
  }

  private changeDead({ ids, environment }: DeadSelection, change: Partial<Delivery>): Promise<number> {
    return this.reach(({ deliveries }) => {
      const dead = [...deliveries.values()].filter(
        (delivery) =>
          delivery.state === 'dead' &&
          (ids === undefined || ids.includes(delivery.id)) &&
          (environment === undefined || delivery.environment === environment),
      );
      for (const delivery of dead) deliveries.set(delivery.id, { ...delivery, ...change });
      return dead.length;
    });
  }

  rules(): Promise<Rule[]> {
    return this.reach(({ rules }) => sorted(rules));
  }

  saveRule(rule: Rule, before: Rule | null): Promise<boolean> {
    return this.reach(({ rules }) => replaced(rules, rule, before));
  }

  deleteRule(id: string): Promise<boolean> {
    return this.reach(({ rules }) => rules.delete(id));
  }

  mutes(overSinceMs: number): Promise<Mute[]> {
    return this.reach(({ mutes }) =>
      sorted(mutes)
        .reverse()
        .filter((mute) => (muteOverAtMs(mute) ?? Infinity) >= overSinceMs),
    );
  }

  saveMute(mute: Mute, before: Mute | null): Promise<boolean> {
    return this.reach(({ mutes }) => replaced(mutes, mute, before));
  }

  holdLease({ owner, untilMs, nowMs, lapsed }: Lease): Promise<HeldLease> {
    return this.reach((memory) => {
      if (!this.isShared) return { owner, term: 1, untilMs };
      const held = memory.lease ?? { owner: '', term: 0, untilMs: 0 };
      const isLapsed = lapsed?.owner === held.owner && lapsed.untilMs === held.untilMs;
      const isMine = held.owner === owner && held.untilMs > 0;
      if (!isMine && !isLapsed && held.untilMs > nowMs) return held;
      memory.lease = { owner, term: isMine ? held.term : held.term + 1, untilMs };
      return memory.lease;
    });
  }

  beginTerm(term: number): Promise<void> {
    return this.reach((memory) => void (memory.term = Math.max(memory.term, term)));
  }

  releaseLease(owner: string): Promise<void> {
    return this.reach((memory) => {
      if (memory.lease?.owner === owner) memory.lease = { ...memory.lease, untilMs: 0 };
    });
  }

  pruneIncidents(beforeMs: number): Promise<void> {
    return this.reach(({ incidents, deliveries }) => {
      for (const { id, resolvedAt } of incidents.values()) {
        const own = [...deliveries.values()].filter(({ incidentId }) => incidentId === id);
        if (resolvedAt === null || Date.parse(resolvedAt) >= beforeMs || own.some(isUnsettled)) continue;
        incidents.delete(id);
        for (const delivery of own) deliveries.delete(delivery.id);
      }
    });
  }

  pruneMutes(beforeMs: number): Promise<void> {
    return this.reach(({ mutes }) => {
      for (const mute of mutes.values()) {
        if ((muteOverAtMs(mute) ?? Infinity) < beforeMs) mutes.delete(mute.id);
      }
    });
  }

  private async reach<T>(work: (memory: AlertMemory) => T): Promise<T> {
    await this.held;
    if (this.failures > 0) {
      this.failures -= 1;
      throw new StoreFault('The connection was closed');
    }
    if (this.isFailing) throw new StoreFault('The disk is full');
    return work(this.memory);
  }
}

function replaced<T extends { readonly id: string }>(
  all: Map<string, T>,
  next: T,
  before: T | null,
): boolean {
  if (JSON.stringify(all.get(next.id) ?? null) !== JSON.stringify(before)) return false;
  all.set(next.id, next);
  return true;
}

function sorted<T extends { readonly id: string }>(all: ReadonlyMap<string, T>): T[] {
  return [...all.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function isUnsettled({ state }: Delivery): boolean {
  return state === 'queued' || state === 'sending';
}

function isHeldByAnother({ state, claim }: Delivery, wanted: DeliveryClaim): boolean {
  if (state !== 'sending' || claim === null || claim.owner === wanted.owner) return false;
  const endMs = Date.parse(claim.until);
  return endMs > wanted.nowMs && endMs <= latestEndOf(wanted);
}
