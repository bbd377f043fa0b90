import type { EnvironmentId } from '@envscope/contracts/index.js';

const of = (environment: EnvironmentId) => `api/internal/environments/${encodeURIComponent(environment)}`;

/** Addresses of the API that only one service's page asks. */
export const SERVICE_API = {
  requestSummary: (environment: EnvironmentId) => `${of(environment)}/summary`,
  requestTimeSeries: (environment: EnvironmentId) => `${of(environment)}/timeseries`,
  jobRuns: (environment: EnvironmentId, job: string) =>
    `${of(environment)}/jobs/${encodeURIComponent(job)}/runs`,
  slowRequests: (environment: EnvironmentId) => `${of(environment)}/slow-requests`,
} as const;
