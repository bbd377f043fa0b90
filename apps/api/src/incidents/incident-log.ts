import type { Principal } from '@envscope/access/principal.js';
import { isReadable, readScopeOf } from '../access/read-scope.js';
import { CONSOLE_SCOPE } from '@envscope/contracts/index.js';
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
  async page(query: IncidentsQuery, asker: Principal): Promise<IncidentPage> {
    const { environment, service, state, severity, rule, from, to, cursor, limit } = query;
    if (environment !== undefined) knownEnvironment(this.environments, environment);
    const among = readScopeOf(asker);
    const filter = { environment, among, service, state, severity, ruleId: rule, fromMs: from, toMs: to };
    const [{ items, nextCursor }, unresolved] = await Promise.all([
      readPage(limit, (most) => this.alerts.incidents({ ...filter, before: cursor, limit: most })),
      this.alerts.countUnresolved(among),
    ]);
    return { incidents: items.map(summaryOf), nextCursor, unresolved };
  }

  /** Throws `unknown-incident`, also where the incident is none of those that the asker may read. */
  async one(id: string, asker: Principal): Promise<Incident> {
    const incident = await this.alerts.incident(id);
    if (!incident || !isReadable(incident.environment, asker)) throw new Refusal('unknown-incident', { id });
    return incident;
  }

  /** As a list shows it. Throws `unknown-incident` as `one` does. */
  async summary(id: string, asker: Principal): Promise<IncidentSummary> {
    return summaryOf(await this.one(id, asker));
  }

  /** Throws `unknown-incident` as `one` does, and `not-permitted`. */
  async demandChange(id: string, asker: Principal): Promise<void> {
    const { environment } = await this.one(id, asker);
    // That of the console concerns all environments.
    asker.demand('incidents:write', environment === CONSOLE_SCOPE ? null : environment);
  }

  /** Newest first. Throws `unknown-incident`. */
  async deliveriesOf(
    id: string,
    { cursor, limit }: IncidentDeliveriesQuery,
    asker: Principal,
  ): Promise<DeliveryList> {
    await this.one(id, asker);
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
