import { defineService } from '@envscope/integrations/kernel/service.js';

const MINUTE_MS = 60_000;

/** Sentry, as the console knows it. It has no latency: that would be the time of a vendor's API. */
export const sentryService = defineService({
  kind: 'sentry',
  layer: 'application',
  isVital: false,
  targets: 'one',
  dependsOn: [],
  silence: 'unknown',
  headline: 'errorsLastHour',
  compared: {
    figures: ['errorsLastHour', 'newIssues', 'crashFreeSessionRatio'],
    facts: ['latestRelease', 'latestDeploy'],
  },
  figures: {
    unresolvedIssues: { unit: 'count', metric: 'envscope_sentry_unresolved_issues' },
    newIssues: {
      unit: 'count',
      metric: 'envscope_sentry_new_issues',
      rule: {
        id: 'sentry-new-errors',
        covers: ['new-errors'],
        condition: 'greater_than',
        threshold: 0,
        durationMs: 0,
        severity: 'medium',
        // The measurement itself stays for an hour: what is new after that is news.
        cooldownMs: 0,
        tags: ['errors'],
      },
    },
    errorsLastHour: { unit: 'count', metric: 'envscope_sentry_errors_last_hour' },
    errorsLast24Hours: { unit: 'count', metric: 'envscope_sentry_errors_last_24_hours' },
    errorLimitUsedRatio: {
      unit: 'ratio',
      metric: 'envscope_sentry_error_limit_used_ratio',
      isAllowance: true,
      rule: {
        id: 'sentry-error-surge',
        covers: ['error-rate-elevated', 'error-rate-high'],
        condition: 'greater_than',
        threshold: 1,
        durationMs: 5 * MINUTE_MS,
        severity: 'high',
        cooldownMs: 30 * MINUTE_MS,
        tags: ['errors'],
      },
    },
    crashFreeSessionRatio: { unit: 'ratio', metric: 'envscope_sentry_crash_free_session_ratio' },
  },
});
