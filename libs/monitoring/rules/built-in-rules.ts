import type { ReasonCode, Rule } from '@envscope/contracts/index.js';
import { builtInRules as names } from '@envscope/texts/en/rules.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

type BuiltInRuleId = keyof typeof names;

/** A built-in rule, but for what is alike in all of them. */
interface BuiltIn {
  /** Reasons of results that the rule speaks for, so that they make no verdict of their own. */
  readonly standsFor: readonly ReasonCode[];
  readonly terms: Omit<Rule, 'id' | 'name' | 'environments' | 'isEnabled' | 'isBuiltIn' | 'updatedAt'>;
}

const BUILT_IN: Readonly<Record<BuiltInRuleId, BuiltIn>> = {
  'request-errors': {
    standsFor: ['error-rate-elevated', 'error-rate-high'],
    terms: {
      service: 'request-metrics',
      measurement: 'errorRatio',
      condition: 'greater_than',
      threshold: 0.05,
      durationMs: 5 * MINUTE_MS,
      severity: 'high',
      cooldownMs: 10 * MINUTE_MS,
      tags: ['errors'],
    },
  },
  'redis-memory': {
    standsFor: ['memory-nearly-full'],
    terms: {
      service: 'redis',
      measurement: 'memoryUsedRatio',
      condition: 'greater_than',
      threshold: 0.9,
      durationMs: 5 * MINUTE_MS,
      severity: 'high',
      cooldownMs: 30 * MINUTE_MS,
      tags: ['capacity'],
    },
  },
  'redis-evictions': {
    standsFor: ['evicting'],
    terms: {
      service: 'redis',
      measurement: 'evictedPerMinute',
      condition: 'greater_than',
      threshold: 0,
      durationMs: 2 * MINUTE_MS,
      severity: 'medium',
      cooldownMs: HOUR_MS,
      tags: ['capacity'],
    },
  },
  'mongodb-connections': {
    standsFor: ['connections-nearly-exhausted'],
    terms: {
      service: 'mongodb',
      measurement: 'connectionsUsedRatio',
      condition: 'greater_than',
      threshold: 0.8,
      durationMs: 5 * MINUTE_MS,
      severity: 'high',
      cooldownMs: 30 * MINUTE_MS,
      tags: ['capacity'],
    },
  },
  'mongodb-storage': {
    standsFor: ['storage-nearly-full'],
    terms: {
      service: 'mongodb',
      measurement: 'storageUsedRatio',
      condition: 'greater_than',
      threshold: 0.8,
      durationMs: 10 * MINUTE_MS,
      severity: 'high',
      cooldownMs: 6 * HOUR_MS,
      tags: ['capacity'],
    },
  },
  'endpoint-certificates': {
    standsFor: ['certificate-expiring'],
    terms: {
      service: 'endpoints',
      measurement: 'certificateDaysLeft',
      condition: 'less_than',
      threshold: 14,
      durationMs: 10 * MINUTE_MS,
      severity: 'medium',
      cooldownMs: 24 * HOUR_MS,
      tags: ['certificates'],
    },
  },
  'monitor-certificates': {
    standsFor: [],
    terms: {
      service: 'uptimerobot',
      measurement: 'certificateDaysLeft',
      condition: 'less_than',
      threshold: 14,
      durationMs: 10 * MINUTE_MS,
      severity: 'medium',
      cooldownMs: 24 * HOUR_MS,
      tags: ['certificates'],
    },
  },
  'upstash-commands': {
    standsFor: [],
    terms: {
      service: 'redis',
      measurement: 'monthlyCommandsRatio',
      condition: 'greater_than',
      threshold: 0.8,
      durationMs: HOUR_MS,
      severity: 'medium',
      cooldownMs: 24 * HOUR_MS,
      tags: ['quota'],
    },
  },
  'sentry-new-errors': {
    standsFor: ['new-errors'],
    terms: {
      service: 'sentry',
      measurement: 'newIssues',
      condition: 'greater_than',
      threshold: 0,
      durationMs: 0,
      severity: 'medium',
      // The measurement itself stays for an hour: what is new after that is news.
      cooldownMs: 0,
      tags: ['errors'],
    },
  },
  'sentry-error-surge': {
    standsFor: ['error-rate-elevated', 'error-rate-high'],
    terms: {
      service: 'sentry',
      measurement: 'errorLimitUsedRatio',
      condition: 'greater_than',
      threshold: 1,
      durationMs: 5 * MINUTE_MS,
      severity: 'high',
      cooldownMs: 30 * MINUTE_MS,
      tags: ['errors'],
    },
  },
};

/** The rules that come with the console, on in every environment, as they are until somebody changes them. */
export const BUILT_IN_RULES: readonly Rule[] = Object.entries(BUILT_IN).map(([id, { terms }]) => ({
  ...terms,
  id,
  name: names[id as BuiltInRuleId],
  environments: [],
  isEnabled: true,
  isBuiltIn: true,
  updatedAt: null,
}));

/**
 * Reasons that built-in rules speak for, by what they measure and for how long. A rule that is turned off leaves them
 * untold: whoever turned it off did not want to hear of them.
 */
export const REASONS_LEFT_TO_RULES: ReadonlySet<ReasonCode> = new Set(
  Object.values(BUILT_IN).flatMap(({ standsFor }) => standsFor),
);
