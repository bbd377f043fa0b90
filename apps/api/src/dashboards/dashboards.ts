import type { Principal } from '@envscope/access/principal.js';
import {
  overallOf,
  worstOf,
  type Dashboard,
  type EnvironmentId,
  type Overview,
  type ServiceCard,
  type ServiceState,
  type Snapshot,
} from '@envscope/contracts/index.js';
import { ENVIRONMENTS, type AnyEnvironment } from '@envscope/environments/environments.js';
import { Sparklines } from '@envscope/monitoring/checks/sparklines.js';
import { StatusBoard } from '@envscope/monitoring/checks/status-board.js';
import { Inject, Injectable } from '@nestjs/common';
import { ServiceStates } from '../services/service-states.js';

/** A card shows the head of a list; the service's own page shows all of it. */
const LONGEST_LIST = 8;

/** Puts together what a tab and the overview show, from memory alone. */
@Injectable()
export class Dashboards {
  constructor(
    @Inject(ENVIRONMENTS) private readonly environments: readonly AnyEnvironment[],
    private readonly states: ServiceStates,
    private readonly board: StatusBoard,
    private readonly sparklines: Sparklines,
  ) {}

  of(environment: EnvironmentId): Dashboard {
    const services = this.states.of(environment).map((state) => this.card(environment, state));
    return { environment, status: overallOf(services), generatedAt: new Date().toISOString(), services };
  }

  /** Of the environments that somebody may read. */
  overview(asker: Principal): Overview {
    const readable = this.environments.filter(({ id }) => asker.may('read', id));
    const environments = readable.map(({ id }) => {
      const services = this.states.of(id);
      return { environment: id, status: overallOf(services), services };
    });
    return {
      generatedAt: new Date().toISOString(),
      status: worstOf(environments.map(({ status }) => status)),
      environments,
    };
  }

  private card(environment: EnvironmentId, state: ServiceState): ServiceCard {
    const standing = this.board.of(environment, state.service);
    const results = standing?.results ?? [];
    return {
      ...state,
      ...excerpt(standing?.snapshot ?? null),
      measurements: (results.length === 1 && results[0]?.measurements) || {},
      sparkline: this.sparklines.of(environment, state.service),
    };
  }
}

/** The snapshot with its lists cut, and by how much. */
function excerpt(snapshot: Snapshot | null): Pick<ServiceCard, 'snapshot' | 'omitted'> {
  if (!snapshot) return { snapshot, omitted: {} };
  const omitted: Record<string, number> = {};
  const cut = Object.entries(snapshot).map(([name, value]) => {
    if (!Array.isArray(value) || value.length <= LONGEST_LIST) return [name, value] as const;
    omitted[name] = value.length - LONGEST_LIST;
    return [name, value.slice(0, LONGEST_LIST) as unknown] as const;
  });
  return { snapshot: Object.fromEntries(cut), omitted };
}
