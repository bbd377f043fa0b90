import type {
  Delivery,
  DeliveryState,
  EnvironmentId,
  Incident,
  IncidentState,
  ServiceKind,
  Severity,
} from '@envscope/contracts/index.js';

/** An incident's change and the messages that it wants: kept together or not at all. */
export interface IncidentChange {
  /** As it is after the change; its version is one more than that of the incident it replaces, 1 for a new one. */
  readonly incident: Incident;
  /** New deliveries, or those that memory knows better while the store was away; they replace what has their id. */
  readonly deliveries: readonly Delivery[];
}

/**
 * Nothing was kept where it is not `saved`: by `conflict` the stored incident is not of the version before, by `outdated` a
 * newer leader's term has begun.
 */
export type SaveOutcome = 'saved' | 'conflict' | 'outdated';

export interface IncidentQuery {
  readonly environment?: EnvironmentId | undefined;
  /** Only those of these environments; unset: of all. */
  readonly among?: readonly EnvironmentId[] | undefined;
  readonly service?: ServiceKind | undefined;
  readonly state?: IncidentState | undefined;
  readonly severity?: Severity | undefined;
  readonly ruleId?: string | undefined;
  /** Those that were open at some time from this moment (inclusive) … */
  readonly fromMs?: number | undefined;
  /** … to this one (exclusive); epoch milliseconds. */
  readonly toMs?: number | undefined;
  /** Only incidents whose id sorts before it. */
  readonly before?: string | undefined;
  readonly limit: number;
}

export interface DeliveryQuery {
  readonly environment?: EnvironmentId | undefined;
  /** Only those of these environments; unset: of all. */
  readonly among?: readonly EnvironmentId[] | undefined;
  readonly channel?: string | undefined;
  readonly state?: DeliveryState | undefined;
  readonly incidentId?: string | undefined;
  /** Only deliveries whose id sorts before it. */
  readonly before?: string | undefined;
  readonly limit: number;
}

/** Who sends deliveries, and until when nobody else may; epoch milliseconds. */
export interface DeliveryClaim {
  readonly owner: string;
  readonly untilMs: number;
  readonly nowMs: number;
  /** The leader's; a newer one's deliveries are not to be had. */
  readonly term?: number | undefined;
}

/**
 * The latest end, epoch milliseconds, of a claim as long as this one that anybody can have made by now, where clocks are no
 * further apart than it is long. One that ends later was made before a clock was set back, and is over.
 */
export function latestEndOf({ untilMs, nowMs }: Pick<DeliveryClaim, 'untilMs' | 'nowMs'>): number {
  return untilMs + (untilMs - nowMs);
}

/** Dead deliveries: those with the ids and of the environment, where these are given. */
export interface DeadSelection {
  readonly ids?: readonly string[] | undefined;
  readonly environment?: EnvironmentId | undefined;
}

/** How a rule fired. */
export interface Firing {
  readonly ruleId: string;
  /** Incidents that opened since the moment that was asked for. */
  readonly count: number;
  /** Incidents that are not resolved. */
  readonly firing: number;
  readonly lastOpenedAt: string;
}

/** How many deliveries of a channel are not settled, and how many were given up. */
export interface DeliveryCount {
  readonly channel: string;
  readonly waiting: number;
  readonly dead: number;
  readonly lastDeliveredAt: string | null;
}

/** Keeps incidents together with their deliveries. Every method rejects with `StoreFault` alone. */
export abstract class IncidentStore {
  /**
   * Keeps the incident and its deliveries in one atomic write, durable once it resolves. `conflict`, with nothing kept, where
   * the stored incident is not of the version before. What is stored already is `saved`, so that a write whose answer was
   * lost can be repeated. A leader says its term; what people do needs none.
   */
  abstract saveIncident(change: IncidentChange, term?: number): Promise<SaveOutcome>;

  abstract incident(id: string): Promise<Incident | null>;

  /** All that are not resolved, oldest first. */
  abstract openIncidents(): Promise<Incident[]>;

  /** Newest first. */
  abstract incidents(query: IncidentQuery): Promise<Incident[]>;

  /** Those of some environments, or all. */
  abstract countUnresolved(among?: readonly EnvironmentId[]): Promise<{ open: number; acknowledged: number }>;

  /** Of each rule that ever fired, in some environments or in all. */
  abstract firings(sinceMs: number, among?: readonly EnvironmentId[]): Promise<Firing[]>;

  /** What is `waiting` or `sending`, in the order in which it was wanted. */
  abstract unsettledDeliveries(): Promise<Delivery[]>;

  /** In the order in which they were wanted. */
  abstract deliveriesOf(incidentIds: readonly string[]): Promise<Delivery[]>;

  /** Newest first. */
  abstract deliveries(query: DeliveryQuery): Promise<Delivery[]>;

  abstract delivery(id: string): Promise<Delivery | null>;

  /** Of each channel that ever had a delivery. */
  abstract countDeliveries(): Promise<DeliveryCount[]>;

  /**
   * Marks those of the deliveries as `sending` by the owner until the moment that are `waiting`, or whose claim is over,
   * from the future (`latestEndOf`) or the owner's own. Answers the ids of those that it marked.
   */
  abstract claimDeliveries(ids: readonly string[], claim: DeliveryClaim): Promise<string[]>;

  /** Writes the deliveries that the owner still holds; what another has claimed since stays as it is. Answers the ids written. */
  abstract settleDeliveries(owner: string, deliveries: readonly Delivery[]): Promise<string[]>;

  /** Puts dead deliveries back into their queues. Answers how many. */
  abstract replayDeliveries(which: DeadSelection, nowMs: number): Promise<number>;

  /** Marks dead deliveries as seen by a person, who leaves them so. Answers how many. */
  abstract dismissDeliveries(which: DeadSelection, by: string): Promise<number>;

  /** From now on refuses what leaders of earlier terms write. To be called by whoever has got the lease. */
  abstract beginTerm(term: number): Promise<void>;

  /** Forgets incidents that were resolved before the moment, with their deliveries, unless one of these is unsettled. */
  abstract pruneIncidents(beforeMs: number): Promise<void>;
}
