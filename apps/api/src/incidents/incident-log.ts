import {
  Refusal,
  type DeliveryList,
  type Incident,
  type IncidentPage,
  type IncidentSummary,
} from '@envscope/contracts/index.js';
import { ENVIRONMENTS, type Environments } from '@envscope/environments/environments.js';
import { AlertReader } from '@envscope/monitoring/repository/alert-reader.js';
import { Inject, Injectable } from '@nestjs/common';
import { knownEnvironment } from '../http/input/known.pipe.js';
import { readPage } from '../http/input/paging.js';
import type { IncidentDeliveriesQuery, IncidentsQuery } from './queries.js';

/** Reads incidents, and their notifications. */
@Injectable()
export class IncidentLog {
  constructor(
    @Inject(ENVIRONMENTS) private readonly environments: Environments,
    private readonly alerts: AlertReader,
  ) {}

  /** Throws `unknown-environment` rather than find nothing where a name is misspelled. */
  async page(query: IncidentsQuery): Promise<IncidentPage> {
    const { environment, service, state, severity, rule, from, to, cursor, limit } = query;
    if (environment !== undefined) knownEnvironment(this.environments, environment);
    const filter = { environment, service, state, severity, ruleId: rule, fromMs: from, toMs: to };
    const [{ items, nextCursor }, unresolved] = await Promise.all([
      readPage(limit, (most) => this.alerts.incidents({ ...filter, before: cursor, limit: most })),
      this.alerts.countUnresolved(),
    ]);
    return { incidents: items.map(summaryOf), nextCursor, unresolved };
  }

  /** Throws `unknown-incident`. */
  async one(id: string): Promise<Incident> {
    const incident = await this.alerts.incident(id);
    if (!incident) throw new Refusal('unknown-incident', { id });
    return incident;
  }

  /** Newest first. Throws `unknown-incident`. */
  async deliveriesOf(id: string, { cursor, limit }: IncidentDeliveriesQuery): Promise<DeliveryList> {
    await this.one(id);
    const { items, nextCursor } = await readPage(limit, (most) =>
      this.alerts.deliveries({ incidentId: id, before: cursor, limit: most }),
    );
    return { deliveries: items, nextCursor };
  }
}

/** An incident as a list shows it; the schema of the answer leaves out what only its own page needs. */
function summaryOf(incident: Incident): IncidentSummary {
  const { members } = incident;
  const failing = members.filter(({ targetState }) => targetState !== 'healthy');
  return {
    ...incident,
    memberCount: members.length,
    failingServices: [...new Set(failing.map(({ service }) => service))],
    failingCount: failing.length,
    dependentCount: members.filter(({ isDependent }) => isDependent).length,
  };
}
