import * as z from 'zod/mini';

/** One kind of external thing that an environment depends on. A new integration adds its line here. */
export const ServiceKind = z
  .enum([
    'mongodb',
    'redis',
    'sentry',
    'uptimerobot',
    'discord',
    'endpoints',
    'request-metrics',
    'heartbeats',
  ])
  .register(z.globalRegistry, { id: 'ServiceKind' });
export type ServiceKind = z.infer<typeof ServiceKind>;

/** All services in their canonical order. */
export const SERVICES: readonly ServiceKind[] = ServiceKind.options;

/** One observed thing of a service: a vendor's id, an endpoint's name, or `default` where there is just one. */
export const TargetId = z
  .string()
  .check(z.minLength(1), z.maxLength(200))
  .register(z.globalRegistry, { id: 'TargetId', example: 'default' });
export type TargetId = z.infer<typeof TargetId>;

/** The target of a service that has only one. */
export const DEFAULT_TARGET = 'default';

/** Name of a measured figure: lower camel case, the unit last (`latencyMs`, `memoryUsedBytes`, `errorRatio`). */
export const MeasurementName = z
  .string()
  .check(z.regex(/^[a-z][A-Za-z0-9]{0,63}$/))
  .register(z.globalRegistry, { id: 'MeasurementName', example: 'latencyMs' });
export type MeasurementName = z.infer<typeof MeasurementName>;

/** The unit in which a measurement is shown and its threshold entered. */
export const MeasurementUnit = z
  .enum(['ms', 'ratio', 'bytes', 'count', 'per-second', 'per-minute', 'days', 'code'])
  .register(z.globalRegistry, { id: 'MeasurementUnit' });
export type MeasurementUnit = z.infer<typeof MeasurementUnit>;

/** Where a service stands between the application's users and its machines, from the outside in. */
export const ServiceLayer = z
  .enum(['external', 'application', 'infrastructure'])
  .register(z.globalRegistry, { id: 'ServiceLayer' });
export type ServiceLayer = z.infer<typeof ServiceLayer>;

/** How a value is compared with the threshold of an alert rule. */
export const RuleCondition = z
  .enum(['greater_than', 'less_than', 'equals'])
  .register(z.globalRegistry, { id: 'RuleCondition' });
export type RuleCondition = z.infer<typeof RuleCondition>;

/** Past which a figure wants attention: what the built-in alert rule on it compares with. */
export const FigureLimit = z
  .object({ condition: RuleCondition, threshold: z.number() })
  .register(z.globalRegistry, { id: 'FigureLimit' });
export type FigureLimit = z.infer<typeof FigureLimit>;

/** A figure that checks measure and rules can watch. `libs/texts` has its name and description. */
export const Figure = z
  .object({
    measurement: MeasurementName,
    unit: MeasurementUnit,
    /** What it can be at most: 1 for a share of a whole; null where there is no bound. */
    maximum: z.nullable(z.number()),
    /** Whether it is measured of each part of the service as well. */
    isOfParts: z.boolean(),
    /** Null where the console brings no alert rule on it. */
    limit: z.nullable(FigureLimit),
  })
  .register(z.globalRegistry, { id: 'Figure' });
export type Figure = z.infer<typeof Figure>;

/** What a service's targets are: `one`, the service itself; `many` of their own; `parts` of a service that is one target. */
export const TargetKind = z.enum(['one', 'many', 'parts']).register(z.globalRegistry, { id: 'TargetKind' });
export type TargetKind = z.infer<typeof TargetKind>;

/** What the console knows of a kind of service, in whatever environment. */
export const ServiceTraits = z
  .object({
    service: ServiceKind,
    layer: ServiceLayer,
    /** The application serves nobody without it. */
    isVital: z.boolean(),
    targets: TargetKind,
    figures: z.array(Figure),
  })
  .register(z.globalRegistry, { id: 'ServiceTraits' });
export type ServiceTraits = z.infer<typeof ServiceTraits>;
