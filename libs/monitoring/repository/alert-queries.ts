import { stateOf, type Delivery, type EnvironmentId, type Incident } from '@envscope/contracts/index.js';
import type { DeliveryQuery, IncidentQuery } from '@envscope/store/incident-store.js';

/** Whether something is of one of the environments; unset: of any. */
export function isAmong(among: readonly EnvironmentId[] | undefined) {
  return ({ environment }: Pick<Incident | Delivery, 'environment'>): boolean =>
    among === undefined || among.includes(environment);
}

/** Whether an incident is one of those that a query asks for. */
export function isIncidentOf(incident: Incident, query: Omit<IncidentQuery, 'limit'>): boolean {
  const { environment, among, service, state, severity, ruleId, fromMs, toMs, before } = query;
  const isResolved = incident.resolvedAt !== null;
  return (
    (environment === undefined || incident.environment === environment) &&
    isAmong(among)(incident) &&
    (service === undefined || incident.service === service) &&
    (state === undefined || (state === 'unresolved' ? !isResolved : stateOf(incident) === state)) &&
    (severity === undefined || incident.severity === severity) &&
    (ruleId === undefined || incident.rule?.id === ruleId) &&
    (fromMs === undefined || incident.resolvedAt === null || Date.parse(incident.resolvedAt) >= fromMs) &&
    (toMs === undefined || Date.parse(incident.openedAt) < toMs) &&
    (before === undefined || incident.id < before)
  );
}

/** Whether a delivery is one of those that a query asks for. */
export function isDeliveryOf(delivery: Delivery, query: Omit<DeliveryQuery, 'limit'>): boolean {
  const { environment, among, channel, state, incidentId, before } = query;
  return (
    (environment === undefined || delivery.environment === environment) &&
    isAmong(among)(delivery) &&
    (channel === undefined || delivery.channel === channel) &&
    (state === undefined || delivery.state === state) &&
    (incidentId === undefined || delivery.incidentId === incidentId) &&
    (before === undefined || delivery.id < before)
  );
}
