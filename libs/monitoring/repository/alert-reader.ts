import {
  stateOf,
  type Delivery,
  type EnvironmentId,
  type Incident,
  type IncidentId,
} from '@envscope/contracts/index.js';
import { isAmong, isDeliveryOf, isIncidentOf } from './alert-queries.js';
import type {
  IncidentStore,
  DeliveryCount,
  DeliveryQuery,
  Firing,
  IncidentQuery,
} from '@envscope/store/incident-store.js';
import type { IncidentRepository } from './incident-repository.js';
import { isUnsettled } from './incident-memory.js';

/** Of these memory holds all, where this console leads. */
const IN_MEMORY: ReadonlySet<string | undefined> = new Set(['open', 'acknowledged', 'unresolved']);

/**
 * Reads alerts: from memory what the store does not hold yet, everything else from the store. While that cannot be read, the
 * console that leads knows what is open all the same; whatever else is asked for rejects with `StoreFault`.
 */
export class AlertReader {
  constructor(
    private readonly store: IncidentStore,
    private readonly repository: Pick<
      IncidentRepository,
      'incident' | 'ahead' | 'deliveriesOf' | 'isLeading'
    >,
  ) {}

  async incident(id: IncidentId): Promise<Incident | null> {
    return this.repository.incident(id) ?? (await this.store.incident(id));
  }

  /** Newest first. */
  incidents(query: IncidentQuery): Promise<Incident[]> {
    const { limit, ...conditions } = query;
    return this.over(
      () => this.store.incidents(query),
      (stored = [], ahead) =>
        overlaid(stored, ahead, (incident) => isIncidentOf(incident, conditions)).slice(0, limit),
      IN_MEMORY.has(query.state),
    );
  }

  async countUnresolved(among?: readonly EnvironmentId[]): Promise<{ open: number; acknowledged: number }> {
    const isAsked = isAmong(among);
    return this.over(
      async () => {
        const counts = await this.store.countUnresolved(among);
        const known = await Promise.all(
          this.repository.ahead(false).map(({ id }) => this.store.incident(id)),
        );
        return { counts, known: known.flatMap((incident) => incident ?? []) };
      },
      (stored, ahead) => {
        const difference = (state: 'open' | 'acknowledged') =>
          countOf(ahead.filter(isAsked), state) -
          countOf((stored?.known ?? []).filter(isAsked), state) +
          (stored?.counts[state] ?? 0);
        return { open: difference('open'), acknowledged: difference('acknowledged') };
      },
    );
  }

  firings(sinceMs: number, among?: readonly EnvironmentId[]): Promise<Firing[]> {
    return this.over(
      () => this.store.firings(sinceMs, among),
      (stored = [], ahead) =>
        ahead.filter(isAmong(among)).reduce((all, incident) => withFiring(all, incident, sinceMs), stored),
      false,
    );
  }

  /** Newest first. */
  deliveries(query: DeliveryQuery): Promise<Delivery[]> {
    const { limit, ...conditions } = query;
    return this.over(
      () => this.store.deliveries(query),
      (stored = [], ahead) =>
        overlaid(stored, this.deliveriesAhead(ahead), (delivery) => isDeliveryOf(delivery, conditions)).slice(
          0,
          limit,
        ),
      query.state === 'queued' || query.state === 'sending' || this.isKnown(query.incidentId),
    );
  }

  countDeliveries(): Promise<DeliveryCount[]> {
    return this.over(
      async () => {
        const counts = await this.store.countDeliveries();
        return {
          counts,
          known: await this.store.deliveriesOf(this.repository.ahead(false).map(({ id }) => id)),
        };
      },
      (stored, ahead) => countsOver(stored?.counts ?? [], stored?.known ?? [], this.deliveriesAhead(ahead)),
    );
  }

  /** Rejects as the store does where memory does not hold all that is asked for. */
  private async over<S, T>(
    read: () => Promise<S>,
    lay: (stored: S | undefined, ahead: readonly Incident[]) => T,
    isInMemory = true,
  ): Promise<T> {
    try {
      const stored = await read();
      return lay(stored, this.repository.ahead(false));
    } catch (error) {
      if (!isInMemory || !this.repository.isLeading) throw error;
      return lay(undefined, this.repository.ahead(true));
    }
  }

  private isKnown(id: IncidentId | undefined): boolean {
    return id !== undefined && this.repository.incident(id) !== undefined;
  }

  private deliveriesAhead(ahead: readonly Incident[]): Delivery[] {
    return ahead.flatMap(({ id }) => this.repository.deliveriesOf(id));
  }
}

/** What is stored, with what memory knows better in its place; newest first. */
function overlaid<T extends { readonly id: string }>(
  stored: readonly T[],
  ahead: readonly T[],
  isAskedFor: (each: T) => boolean,
): T[] {
  const known = new Set(ahead.map(({ id }) => id));
  return [...stored.filter(({ id }) => !known.has(id)), ...ahead.filter(isAskedFor)].sort((a, b) =>
    a.id < b.id ? 1 : -1,
  );
}

function countOf(incidents: readonly Incident[], state: 'open' | 'acknowledged'): number {
  return incidents.filter((incident) => stateOf(incident) === state).length;
}

/** Only incidents that the store does not know at all count as new; that a known one is over shows a moment later. */
function withFiring(firings: readonly Firing[], incident: Incident, sinceMs: number): Firing[] {
  const { rule, openedAt, resolvedAt } = incident;
  if (
    rule === null ||
    firings.some(({ ruleId, lastOpenedAt }) => ruleId === rule.id && lastOpenedAt >= openedAt)
  )
    return [...firings];
  const before = firings.find(({ ruleId }) => ruleId === rule.id);
  const others = firings.filter(({ ruleId }) => ruleId !== rule.id);
  const count = (before?.count ?? 0) + (Date.parse(openedAt) >= sinceMs ? 1 : 0);
  const firing = (before?.firing ?? 0) + (resolvedAt === null ? 1 : 0);
  return [...others, { ruleId: rule.id, count, firing, lastOpenedAt: openedAt }];
}

function countsOver(
  counts: readonly DeliveryCount[],
  known: readonly Delivery[],
  ahead: readonly Delivery[],
): DeliveryCount[] {
  const channels = new Set([...counts, ...ahead].map(({ channel }) => channel));
  return [...channels].map((channel) => {
    const stored = counts.find((count) => count.channel === channel);
    const [mine, theirs] = [ahead, known].map((all) =>
      all.filter((delivery) => delivery.channel === channel),
    );
    const difference = (counts: (delivery: Delivery) => boolean) =>
      (mine ?? []).filter(counts).length - (theirs ?? []).filter(counts).length;
    const sent = (mine ?? []).flatMap(({ state, settledAt }) =>
      state === 'delivered' && settledAt ? [settledAt] : [],
    );
    return {
      channel,
      waiting: (stored?.waiting ?? 0) + difference(isUnsettled),
      dead: (stored?.dead ?? 0) + difference(({ state }) => state === 'dead'),
      lastDeliveredAt: [stored?.lastDeliveredAt ?? '', ...sent].toSorted().at(-1) || null,
    };
  });
}
