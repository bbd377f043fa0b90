import { stateOf, type Delivery, type Incident } from '@envscope/contracts/index.js';
import type { DeliveryQuery, IncidentQuery } from '@envscope/store/incident-store.js';

/** Whether an incident is one of those that a query asks for. */
export function isIncidentOf(incident: Incident, query: Omit<IncidentQuery, 'limit'>): boolean {
  const { environment, service, state, severity, ruleId, fromMs, toMs, before } = query;
  const isResolved = incident.resolvedAt !== null;
  return (
    (environment === undefined || incident.environment === environment) &&
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
  const { environment, channel, state, incidentId, before } = query;
  return (
    (environment === undefined || delivery.environment === environment) &&
    (channel === undefined || delivery.channel === channel) &&
    (state === undefined || delivery.state === state) &&
    (incidentId === undefined || delivery.incidentId === incidentId) &&
    (before === undefined || delivery.id < before)
  );
}
