import type { Type } from '@angular/core';
import type { ServiceKind } from '@envscope/contracts/index.js';
import { SERVICE_VIEWS } from './service-views';

/** How a view is loaded; one and the same for the same view. */
export type LoadView = () => Promise<Type<unknown>>;

/** Views that are there, by how they were loaded: they are shown without a moment in which something else stands there. */
const LOADED = new WeakMap<LoadView, Type<unknown>>();

export const loadedView = (load: LoadView): Type<unknown> | undefined => LOADED.get(load);

/** Loads a view, for `loadedView` to know. */
export async function loadView(load: LoadView): Promise<Type<unknown>> {
  const view = await load();
  LOADED.set(load, view);
  return view;
}

/** How the view on a service's card is loaded. */
export const cardView = (service: ServiceKind): LoadView => SERVICE_VIEWS[service]?.card ?? loadGenericCard;

/** How the view on a service's page is loaded; one without a snapshot still has its results. */
export function detailView(service: ServiceKind, hasSnapshot: boolean): LoadView {
  const views = SERVICE_VIEWS[service];
  return views && (hasSnapshot || views.hasDetailAlways) ? views.detail : loadGenericDetail;
}

async function loadGenericCard(): Promise<Type<unknown>> {
  return (await import('./generic-card')).GenericCard;
}

async function loadGenericDetail(): Promise<Type<unknown>> {
  return (await import('./generic-detail')).GenericDetail;
}
