import type {
  Incident,
  IncidentAction,
  IncidentComment,
  IncidentId,
  Named,
} from '@envscope/contracts/index.js';
import type { IncidentRepository } from './incident-repository.js';
import { acknowledge, comment, resolveByHand } from '../incidents/manual-actions.js';

/** What people do to incidents. Rejects with `unknown-incident`, `incident-resolved`, `StoreFault`. */
export class IncidentActions {
  constructor(
    private readonly repository: IncidentRepository,
    private readonly now: () => number = Date.now,
  ) {}

  /** Rejects with `already-acknowledged`, too. */
  acknowledge(id: IncidentId, action: Named<IncidentAction>): Promise<Incident> {
    return this.repository.change(id, (incident) => acknowledge(incident, action, this.now()));
  }

  comment(id: IncidentId, said: Named<IncidentComment>): Promise<Incident> {
    return this.repository.change(id, (incident) => comment(incident, said, this.now()));
  }

  resolve(id: IncidentId, action: Named<IncidentAction>): Promise<Incident> {
    return this.repository.change(id, (incident) => resolveByHand(incident, action, this.now()));
  }
}
