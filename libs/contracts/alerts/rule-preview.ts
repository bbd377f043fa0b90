import * as z from 'zod/mini';
import { Instant } from '../checks/observation.js';
import { EnvironmentId } from '../environment.js';
import type { MeasurementUnit } from '../service.js';
import { TargetId } from '../service.js';
import { RuleDraft } from './rule.js';

const { environments, service, target, measurement, condition, threshold, durationMs, cooldownMs } =
  RuleDraft.shape;

/** What decides when a rule fires, saved or not. */
export const RuleQuestion = z
  .strictObject({
    environments,
    service,
    target,
    measurement,
    condition,
    threshold,
    durationMs,
    cooldownMs,
  })
  .register(z.globalRegistry, { id: 'RuleQuestion' });
export type RuleQuestion = z.infer<typeof RuleQuestion>;

/**
 * What makes a rule look like a mistake. `unusual`: the threshold is not of the size that such figures have; `never-near`: all
 * that is stored is less than a fiftieth of it, or more than fifty times as much; `mostly-breached`: more than half of what is stored
 * breaches it; `nothing-stored`: there is no sample of the figure; `shorter-than-interval`: checks come further apart than
 * the rule's duration, so that two of them in a row make it fire.
 */
export const RuleDoubt = z
  .enum(['unusual', 'never-near', 'mostly-breached', 'nothing-stored', 'shorter-than-interval'])
  .register(z.globalRegistry, { id: 'RuleDoubt' });
export type RuleDoubt = z.infer<typeof RuleDoubt>;

/** What a rule would have done about one target. Null: no sample says. */
export const RulePreviewTarget = z
  .object({
    environment: EnvironmentId,
    target: TargetId,
    label: z.optional(z.string()),
    /** Between two checks. */
    intervalMs: z.int(),
    /** The newest value, while it is not stale. */
    value: z.nullable(z.number()),
    valueAt: z.nullable(Instant),
    /** The oldest sample within the range. */
    storedFrom: z.nullable(Instant),
    samples: z.int(),
    /** Samples that breach the threshold. */
    breaching: z.int(),
    least: z.nullable(z.number()),
    greatest: z.nullable(z.number()),
    /** How often it would have fired. */
    count: z.int(),
    /** The newest fifty times, oldest first; `to` is null where it still would. */
    firings: z.array(z.object({ from: Instant, to: z.nullable(Instant) })),
  })
  .register(z.globalRegistry, { id: 'RulePreviewTarget' });
export type RulePreviewTarget = z.infer<typeof RulePreviewTarget>;

/** What a rule would have done, by what is stored. */
export const RulePreview = z
  .object({
    from: Instant,
    to: Instant,
    /** Those that fired most first; at most twenty. */
    targets: z.array(RulePreviewTarget),
    /** Targets that the rule watches; more than are listed where they are many. */
    watched: z.int(),
    /** How often it would have fired, about those that are listed. */
    count: z.int(),
    doubts: z.array(RuleDoubt),
  })
  .register(z.globalRegistry, { id: 'RulePreview' });
export type RulePreview = z.infer<typeof RulePreview>;

/** A target that a rule can name, and where it is known. */
export const RuleTarget = z
  .object({ target: TargetId, label: z.optional(z.string()), environments: z.array(EnvironmentId) })
  .register(z.globalRegistry, { id: 'RuleTarget' });
export type RuleTarget = z.infer<typeof RuleTarget>;

/** The targets of a service that a rule can name, by what people call them; at most a thousand. */
export const RuleTargets = z
  .object({ targets: z.array(RuleTarget) })
  .register(z.globalRegistry, { id: 'RuleTargets' });
export type RuleTargets = z.infer<typeof RuleTargets>;

/** Between what a figure of a unit is compared with something; others have no usual size. */
const USUAL: Partial<Readonly<Record<MeasurementUnit, readonly [least: number, most: number]>>> = {
  ms: [1, 10 * 60_000],
  ratio: [0.0001, 10],
  days: [1, 400],
  code: [100, 599],
};

/** Whether a threshold is not of the size that figures of its unit have. Zero is a limit of every figure. */
export function isUnusual(limit: number, unit: MeasurementUnit): boolean {
  const [least, most] = USUAL[unit] ?? [0, Infinity];
  return limit !== 0 && (limit < least || limit > most);
}
