import type { Type } from '@angular/core';
import type { ServiceKind } from '@envscope/contracts/index.js';

/**
 * What a service shows besides what all services have in common. A card has the inputs `card: ServiceCard`,
 * `config: ServiceConfig`, `environment: EnvironmentId` and renders the body of the card; a detail has `detail:
 * ServiceDetail`, `config`, `environment` and renders the part of the page under its header.
 */
export interface ServiceView {
  readonly card?: () => Promise<Type<unknown>>;
  readonly detail: () => Promise<Type<unknown>>;
}

/** Views by service. A service without one is shown generically: its measurements and its results. */
export const SERVICE_VIEWS: Partial<Record<ServiceKind, ServiceView>> = {};
