import type { ServiceKind } from '@envscope/contracts/index.js';

export type Layer = 'external' | 'application' | 'infrastructure' | 'other';

const LAYERS: Readonly<Record<Exclude<Layer, 'other'>, readonly ServiceKind[]>> = {
  external: ['uptimerobot', 'discord'],
  application: ['request-metrics', 'sentry', 'endpoints'],
  infrastructure: ['mongodb', 'redis'],
};

/** Services by layer, from what the world sees down to what all stands on; a new service comes last until it is placed. */
export function byLayer<T extends { readonly service: ServiceKind }>(
  services: readonly T[],
): { layer: Layer; services: T[] }[] {
  const placed = Object.entries(LAYERS).map(([layer, kinds]) => ({
    layer: layer as Layer,
    services: kinds.flatMap((kind) => services.filter(({ service }) => service === kind)),
  }));
  const known = new Set<ServiceKind>(Object.values(LAYERS).flat());
  const other = { layer: 'other' as const, services: services.filter(({ service }) => !known.has(service)) };
  return [...placed, other].filter((group) => group.services.length > 0);
}
