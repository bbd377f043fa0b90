import { type ServiceKind, ServiceLayer, type ServiceTraits } from '@envscope/contracts/index.js';

/** Services by layer, from what the world sees down to what all stands on, within a layer in the order of the traits. */
export function byLayer<T extends { readonly service: ServiceKind }>(
  services: readonly T[],
  traits: readonly ServiceTraits[],
): { layer: ServiceLayer; services: T[] }[] {
  return ServiceLayer.options
    .map((layer) => ({
      layer,
      services: traits
        .filter((known) => known.layer === layer)
        .flatMap((known) => services.filter(({ service }) => service === known.service)),
    }))
    .filter((group) => group.services.length > 0);
}

/** As many services as are wanted, in their layers. */
export function firstOf<T>(
  layers: readonly { layer: ServiceLayer; services: T[] }[],
  wanted: number,
): { layer: ServiceLayer; services: T[] }[] {
  let left = wanted;
  return layers.flatMap((layer) => {
    const services = layer.services.slice(0, Math.max(0, left));
    left -= layer.services.length;
    return services.length === 0 ? [] : [{ ...layer, services }];
  });
}
