import { defineService } from '@envscope/integrations/kernel/service.js';

/** Jobs that report their runs themselves, as the console knows them. */
export const heartbeatsService = defineService({
  kind: 'heartbeats',
  layer: 'application',
  // Users do not wait for a cron job: what it means that one fails, rules and routes can say.
  isVital: false,
  targets: 'many',
  // A backup may fail for any of them, and then is a failure of its own.
  dependsOn: [],
  silence: 'unknown',
  headline: 'durationMs',
  detailList: 'jobs',
  compared: { figures: ['durationMs', 'sinceSuccessMs'], facts: [] },
  figures: {
    durationMs: { unit: 'ms', metric: 'envscope_heartbeats_run_duration_seconds' },
    sinceSuccessMs: { unit: 'ms', metric: 'envscope_heartbeats_since_success_seconds' },
  },
});
