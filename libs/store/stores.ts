import type { AlertStore } from './alert-store.js';
import type { ObservationStore } from './observation-store.js';

/** Both ports over one file or one database. Closing the observation store lets go of it. */
export interface Stores {
  readonly observations: ObservationStore;
  readonly alerts: AlertStore;
}
