import { Refusal, type Incident, type IncidentId } from '@envscope/contracts/index.js';
import type { IncidentChange, SaveOutcome } from '@envscope/store/incident-store.js';
import { StoreFault } from '@envscope/store/observation-store.js';

/** What an edit is read from and written to. Both reject with `StoreFault`. */
export interface EditedPlace {
  readonly read: (id: IncidentId) => Promise<Incident | null>;
  readonly write: (change: IncidentChange) => Promise<SaveOutcome>;
}

/** Each time another writer was faster; so many in a row are no coincidence. */
const MOST_ATTEMPTS = 25;

/**
 * Writes what a person does to an incident: where somebody else was faster, to what that one made of it. Rejects with
 * `unknown-incident`, with `StoreFault`, and with what the edit throws; then nothing is written.
 */
export async function writeEdit(
  id: IncidentId,
  known: Incident | undefined,
  edit: (incident: Incident) => IncidentChange,
  { read, write }: EditedPlace,
): Promise<IncidentChange> {
  let incident = known ?? (await read(id));
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    if (!incident) throw new Refusal('unknown-incident', { id });
    const change = edit(incident);
    if ((await write(change)) === 'saved') return change;
    incident = await read(id);
  }
  throw new StoreFault(`Incident ${id} changes faster than it can be written`);
}
