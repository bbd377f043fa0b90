import * as z from 'zod';
import { EnvironmentId } from '../environment.js';
import { Instant } from '../observation.js';
import { MeasurementName, ServiceKind } from '../service.js';
import { Severity } from './verdict.js';

/** How a value is compared with a rule's threshold. */
export const RuleCondition = z.enum(['greater_than', 'less_than', 'equals']).meta({ id: 'RuleCondition' });
export type RuleCondition = z.infer<typeof RuleCondition>;

const HOUR_MS = 3_600_000;

/** What a person says of a rule. */
export const RuleDraft = z
  .strictObject({
    name: z.string().trim().min(1).max(120),
    /** Empty: all of them. */
    environments: z.array(EnvironmentId).max(50),
    service: ServiceKind,
    measurement: MeasurementName,
    condition: RuleCondition,
    /** In the measurement's unit: shares 0-1, milliseconds, bytes. */
    threshold: z.number(),
    /** For how long every stored sample has to meet the condition. */
    durationMs: z
      .int()
      .min(0)
      .max(24 * HOUR_MS),
    severity: Severity,
    /** How long the rule keeps still about a target after its incident is over. */
    cooldownMs: z
      .int()
      .min(0)
      .max(7 * 24 * HOUR_MS),
    isEnabled: z.boolean(),
    tags: z.array(z.string().trim().min(1).max(40)).max(20),
  })
  .meta({ id: 'RuleDraft' });
export type RuleDraft = z.infer<typeof RuleDraft>;

/** A rule on a measurement: it opens an incident when stored samples meet its condition for long enough. */
export const Rule = z
  .object({
    ...RuleDraft.shape,
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
    /** Comes with the console: it can be changed and turned off, not deleted. */
    isBuiltIn: z.boolean(),
    /** Null for a built-in rule that nobody has changed. */
    updatedAt: Instant.nullable(),
  })
  .meta({ id: 'Rule' });
export type Rule = z.infer<typeof Rule>;

/** A rule with what has become of it. */
export const RuleView = Rule.extend({
  /** Incidents of this rule that are not resolved. */
  firing: z.int(),
  lastFiredAt: Instant.nullable(),
}).meta({ id: 'RuleView' });
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
  .meta({ id: 'RuleStatistics' });
export type RuleStatistics = z.infer<typeof RuleStatistics>;

export const RuleList = z
  .object({ rules: z.array(RuleView), statistics: RuleStatistics })
  .meta({ id: 'RuleList' });
export type RuleList = z.infer<typeof RuleList>;

/** The unit in which a measurement is told and its threshold entered. */
export const MeasurementUnit = z
  .enum(['ms', 'ratio', 'bytes', 'count', 'per-second', 'per-minute', 'days', 'code'])
  .meta({ id: 'MeasurementUnit' });
export type MeasurementUnit = z.infer<typeof MeasurementUnit>;

/** One figure that a rule can watch. `libs/texts` has its name and description. */
export const MeasurementEntry = z
  .object({ service: ServiceKind, measurement: MeasurementName, unit: MeasurementUnit })
  .meta({ id: 'MeasurementEntry' });
export type MeasurementEntry = z.infer<typeof MeasurementEntry>;

export const MeasurementCatalogue = z
  .object({ measurements: z.array(MeasurementEntry) })
  .meta({ id: 'MeasurementCatalogue' });
export type MeasurementCatalogue = z.infer<typeof MeasurementCatalogue>;
