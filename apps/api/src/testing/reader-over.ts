import { AlertReader } from '@envscope/monitoring/repository/alert-reader.js';
import type { IncidentStore } from '@envscope/store/incident-store.js';

/** Reads alerts as a console does that does not lead: memory holds nothing. */
export function readerOver(store: IncidentStore): AlertReader {
  return new AlertReader(store, {
    isLeading: false,
    incident: () => undefined,
    ahead: () => [],
    deliveriesOf: () => [],
  });
}
