import { CONSOLE_SCOPE, type IncidentScope, type IncidentSummary } from '../alerts/incident.js';
import { Severity, severityOf, STATUS_OF_STATE, type UnhealthyState } from '../alerts/target-state.js';
import { byUrgency, worstOf, type CheckStatus } from '../checks/check-status.js';
import type { CheckResult, Instant } from '../checks/observation.js';
import type { EnvironmentId } from '../environment.js';
import type { ServiceKind } from '../service.js';
import { isIdle, type Overview } from './dashboard.js';

/** Something that needs a person: an incident, or a service that no incident is about. */
export type UnhealthyItem = {
  readonly id: string;
  readonly environment: IncidentScope;
  readonly status: CheckStatus;
  readonly severity: Severity;
  readonly since: Instant | null;
  /** Why the service is not well; none where an incident says it. */
  readonly results: readonly CheckResult[];
} & (
  | { readonly incident: IncidentSummary; readonly service: IncidentSummary['service'] }
  | { readonly incident: null; readonly service: ServiceKind }
);

/** What is known at one moment. */
interface Known {
  readonly overview: Overview;
  /** Those that are not resolved. */
  readonly incidents: readonly IncidentSummary[];
  /** The environment first that weighs most. */
  readonly byWeight: readonly EnvironmentId[];
  readonly isVital: (service: ServiceKind) => boolean;
}

/** Statuses that are nobody's problem: `unconfigured` is a choice until someone makes another one. */
const CALM: ReadonlySet<string> = new Set(['up', 'paused', 'unconfigured']);

/** Whether a status needs a person. */
export const isUnhealthy = ({ status }: { readonly status: string }) => !CALM.has(status);

/**
 * What needs a person now: of the environment that weighs most first, there the highest severity first, of equals the one
 * that began last, since that is the news. What somebody has taken care of comes after all that.
 */
export function unhealthyOf(known: Known): UnhealthyItem[] {
  const weights = new Map(known.byWeight.map((id, place) => [id, place]));
  // What the console cannot do for any environment comes before them all.
  const placeOf = ({ environment }: UnhealthyItem) =>
    environment === CONSOLE_SCOPE ? -1 : (weights.get(environment) ?? weights.size);
  return [...known.incidents.map(itemOfIncident), ...servicesWithoutIncident(known)].sort(
    (a, b) =>
      Number(isTakenCareOf(a)) - Number(isTakenCareOf(b)) ||
      placeOf(a) - placeOf(b) ||
      Severity.options.indexOf(b.severity) - Severity.options.indexOf(a.severity) ||
      byUrgency(a.status, b.status) ||
      (b.since ?? '').localeCompare(a.since ?? ''),
  );
}

/**
 * How something stands: no better than the open incidents among what is wrong with it. A target that waits for its second good
 * check is as it was before, though the latest check found it up.
 */
export function noBetterThan(items: readonly UnhealthyItem[], status: CheckStatus): CheckStatus {
  return worstOf([status, ...items.flatMap((item) => (item.incident === null ? [] : item.status))]);
}

/** Whether it is about the service, or among others about it. */
export function isAboutService({ service, incident }: UnhealthyItem, wanted: ServiceKind): boolean {
  return incident === null ? service === wanted : incident.failingServices.includes(wanted);
}

/** Whether somebody acknowledged or muted it. */
function isTakenCareOf({ incident }: UnhealthyItem): boolean {
  return incident !== null && (incident.acknowledgement !== null || incident.mutedBy !== null);
}

function itemOfIncident(incident: IncidentSummary): UnhealthyItem {
  const { id, environment, service, targetState, severity, startedAt } = incident;
  const status = STATUS_OF_STATE[targetState];
  return { id, environment, service, status, severity, since: startedAt, incident, results: [] };
}

/** Unhealthy services that no incident is about: there were too few checks yet to open one. */
function servicesWithoutIncident({ overview, incidents, isVital }: Known): UnhealthyItem[] {
  return overview.environments.flatMap(({ environment, services }) =>
    services
      .filter((state) => isUnhealthy(state) && !isIdle(state))
      .filter(
        ({ service, status }) =>
          !incidents.some(
            (incident) =>
              incident.environment === environment &&
              incident.failingServices.includes(service) &&
              byUrgency(STATUS_OF_STATE[incident.targetState], status) <= 0,
          ),
      )
      .map(({ service, status, since, attention }) => ({
        id: `${environment} ${service}`,
        environment,
        service,
        status,
        severity: severityOf({ isVital: isVital(service) }, stateOf(status)),
        since,
        incident: null,
        results: attention.filter(isUnhealthy),
      })),
  );
}

function stateOf(status: CheckStatus): UnhealthyState {
  if (status === 'down') return 'failing';
  return status === 'degraded' ? 'degraded' : 'unknown';
}
