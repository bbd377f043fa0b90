import * as z from 'zod/mini';
import { EnvironmentId } from '../environment.js';
import { Instant } from '../checks/observation.js';
import { type Figure, MeasurementName, RuleCondition, ServiceKind, TargetId } from '../service.js';
import { typedLine } from '../values/typed-text.js';
import { Severity } from './target-state.js';

const HOUR_MS = 3_600_000;

/** What makes up a rule, as it may be stored. */
const terms = {
  name: z.string(),
  /** Empty: all of them. */
  environments: z.array(EnvironmentId).check(z.maxLength(50)),
  service: ServiceKind,
  /** The only target that is watched. Absent: all of the service's, or the service as a whole where its targets are parts of it. */
  target: z.optional(TargetId),
  measurement: MeasurementName,
  condition: RuleCondition,
  /** In the measurement's unit: shares 0-1, milliseconds, bytes. */
  threshold: z.number(),
  /** For how long every stored sample has to meet the condition. */
  durationMs: z.int().check(z.minimum(0), z.maximum(24 * HOUR_MS)),
  severity: Severity,
  /** How long the rule keeps still about a target after its incident is over. */
  cooldownMs: z.int().check(z.minimum(0), z.maximum(7 * 24 * HOUR_MS)),
  isEnabled: z.boolean(),
  tags: z.array(z.string()),
};

/** What a person says of a rule. */
export const RuleDraft = z
  .strictObject({
    ...terms,
    name: typedLine(120),
    // Nothing that is measured is ever negative, or more than a figure can be.
    threshold: z.number().check(z.minimum(0), z.maximum(Number.MAX_SAFE_INTEGER)),
    tags: z.array(typedLine(40)).check(z.maxLength(20)),
  })
  .register(z.globalRegistry, { id: 'RuleDraft' });
export type RuleDraft = z.infer<typeof RuleDraft>;

/** What a rule is to become, and on what that was decided. */
export const RuleChange = z
  .extend(RuleDraft, {
    /** The rule's `updatedAt` when it was read: a rule that was changed since then is left as it is. Absent: whatever it is now. */
    basedOn: z.optional(z.nullable(Instant)),
  })
  .register(z.globalRegistry, { id: 'RuleChange' });
export type RuleChange = z.infer<typeof RuleChange>;

/** A rule on a measurement: it opens an incident when stored samples meet its condition for long enough. */
export const Rule = z
  .object({
    ...terms,
    id: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,63}$/)),
    /** Comes with the console: its limits can be changed and it can be turned off; what it watches stays, and so does the rule. */
    isBuiltIn: z.boolean(),
    /** Null for a built-in rule that nobody has changed. */
    updatedAt: z.nullable(Instant),
  })
  .register(z.globalRegistry, { id: 'Rule' });
export type Rule = z.infer<typeof Rule>;

/** A rule with what has become of it. */
export const RuleView = z
  .extend(Rule, {
    /** Incidents of this rule that are not resolved. */
    firing: z.int(),
    lastFiredAt: z.nullable(Instant),
    /** What people call its target, where the console has seen it and that is not its id. */
    targetLabel: z.optional(z.string()),
  })
  .register(z.globalRegistry, { id: 'RuleView' });
export type RuleView = z.infer<typeof RuleView>;

export const RuleStatistics = z
  .object({
    total: z.int(),
    /** Enabled ones. */
    active: z.int(),
    firing: z.int(),
    /** Incidents of rules that opened since the server's midnight. */
    firedToday: z.int(),
    /** Enabled rules by severity. */
    bySeverity: z.object({ low: z.int(), medium: z.int(), high: z.int(), critical: z.int() }),
  })
  .register(z.globalRegistry, { id: 'RuleStatistics' });
export type RuleStatistics = z.infer<typeof RuleStatistics>;

/** A page of rules, built-in ones first, with figures of all that there are. */
export const RuleList = z
  .object({
    rules: z.array(RuleView),
    /** Give it back for the next page; null at the end. */
    nextCursor: z.nullable(z.string()),
    statistics: RuleStatistics,
  })
  .register(z.globalRegistry, { id: 'RuleList' });
export type RuleList = z.infer<typeof RuleList>;

/**
 * Why a rule's threshold makes no sense for what it watches: `over-maximum`, or `never-met`, since no value is over the
 * maximum or under 0. Null where it does.
 */
export function thresholdFaultOf(
  { condition, threshold }: Pick<Rule, 'condition' | 'threshold'>,
  { maximum }: Pick<Figure, 'maximum'>,
): 'over-maximum' | 'never-met' | null {
  if (maximum !== null && threshold > maximum) return 'over-maximum';
  const isNeverMet =
    (condition === 'greater_than' && threshold === maximum) || (condition === 'less_than' && threshold === 0);
  return isNeverMet ? 'never-met' : null;
}
