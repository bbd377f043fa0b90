import { Severity, type UnhealthyState } from '@envscope/contracts/index.js';
import type { ServiceManifest } from '@envscope/integrations/kernel/service.js';

/** The severity of a state of the service's targets. A rule has a severity of its own. */
export function severityOf(
  { isVital }: Pick<ServiceManifest, 'isVital'>,
  targetState: UnhealthyState,
): Severity {
  if (targetState === 'degraded') return 'medium';
  if (targetState === 'unknown') return 'low';
  return isVital ? 'critical' : 'high';
}

/** The higher one. */
export function higherSeverity(a: Severity, b: Severity): Severity {
  return Severity.options.indexOf(a) > Severity.options.indexOf(b) ? a : b;
}
