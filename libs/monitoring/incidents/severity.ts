import { Severity, type ServiceKind, type Trouble } from '@envscope/contracts/index.js';

/** An application without one of these serves nobody; without the others it only sees less. */
const VITAL: ReadonlySet<ServiceKind> = new Set<ServiceKind>([
  'mongodb',
  'redis',
  'endpoints',
  'request-metrics',
  'uptimerobot',
]);

/** How much a verdict on a target of the service asks for a person. A rule has a severity of its own. */
export function severityOf(service: ServiceKind, verdict: Trouble): Severity {
  if (verdict === 'degraded') return 'medium';
  if (verdict === 'unknown') return 'low';
  return VITAL.has(service) ? 'critical' : 'high';
}

/** The graver one. */
export function graverOf(a: Severity, b: Severity): Severity {
  return Severity.options.indexOf(a) > Severity.options.indexOf(b) ? a : b;
}
