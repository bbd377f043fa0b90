import type { Delivery, Incident, IncidentId } from '@envscope/contracts/index.js';

/** What the dispatcher takes its work from, and where it says what became of it. */
export interface Outbox {
  /** The store fails: what is told may be missing from the history. */
  readonly isImpaired: boolean;
  /** Waiting or sending, of all channels, in the order in which they were wanted. */
  unsettled(): readonly Delivery[];
  /** Open ones, and those with unsettled deliveries. */
  incident(id: IncidentId): Incident | undefined;
  /** What the channel has been told of the incident: `sent` and `merged` deliveries, oldest first. */
  delivered(incidentId: IncidentId, channel: string): readonly Delivery[];
  /**
   * Marks them as being sent until the moment, epoch milliseconds. Resolves with those that are held now, so marked; fewer
   * where another console holds them, which memory then knows too. Never rejects: while the store fails memory alone remembers.
   */
  claim(deliveries: readonly Delivery[], untilMs: number): Promise<readonly Delivery[]>;
  /** Keeps what became of them: `waiting` again, or `sent`, `merged`, `dead`. Never rejects. */
  settle(deliveries: readonly Delivery[]): Promise<void>;
}
