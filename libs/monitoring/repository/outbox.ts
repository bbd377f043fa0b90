import type { Delivery, Incident, IncidentId } from '@envscope/contracts/index.js';

/** Where the dispatcher takes deliveries from, and where it puts what became of them. */
export interface Outbox {
  /** The store fails: the history may lack what is sent now. */
  readonly isImpaired: boolean;
  /** Deliveries of all channels that are waiting or being sent, oldest first. */
  unsettled(): readonly Delivery[];
  /** Open ones, and those with unsettled deliveries. */
  incident(id: IncidentId): Incident | undefined;
  /** What the channel has taken of the incident: `sent` and `merged` deliveries, oldest first. */
  delivered(incidentId: IncidentId, channel: string): readonly Delivery[];
  /**
   * Marks them as being sent until the moment, epoch milliseconds. Resolves with those that are held now, so marked; fewer
   * where another console holds them, which memory then knows too. Never rejects: while the store fails memory alone remembers.
   */
  claim(deliveries: readonly Delivery[], untilMs: number): Promise<readonly Delivery[]>;
  /** Keeps what became of them: `waiting` again, or `sent`, `merged`, `dead`. Never rejects. */
  settle(deliveries: readonly Delivery[]): Promise<void>;
}
