import type { CheckResult, ServiceDetail, ServiceKind, Snapshot } from '@envscope/contracts/index.js';
import { serviceCard, serviceConfig, serviceState } from '../configuration/console-config.fixture';
import { show } from '../testing/service-bench';
import { ServiceViewOutlet } from './service-view';

/** Shows a service's card of a snapshot whose lists were cut by `omitted`. */
export function showCard(
  service: ServiceKind,
  snapshot: Snapshot | null,
  omitted: Readonly<Record<string, number>> = {},
): Promise<HTMLElement> {
  const card = serviceCard({ service, snapshot, omitted: { ...omitted } });
  return show(ServiceViewOutlet, { card, config: serviceConfig({ service }), environment: 'staging' });
}

/** Shows a service's part of its page. */
export function showDetail(
  service: ServiceKind,
  snapshot: Snapshot | null,
  staleTargets: string[] = [],
  results: CheckResult[] = [],
): Promise<HTMLElement> {
  const detail: ServiceDetail = {
    ...serviceState({ service }),
    environment: 'staging',
    snapshot,
    results,
    staleTargets,
    locations: [],
    measurements: [],
  };
  return show(ServiceViewOutlet, { detail, config: serviceConfig({ service }), environment: 'staging' });
}
