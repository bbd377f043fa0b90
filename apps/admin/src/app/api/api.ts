import type { EnvironmentId } from '@envscope/contracts/index.js';

const ROOT = '/api/internal';

/** Addresses of the product's own API. */
export const API = {
  config: `${ROOT}/config`,
  overview: `${ROOT}/overview`,
  stream: `${ROOT}/stream`,
  dashboard: (environment: EnvironmentId) => `${ofEnvironment(environment)}/dashboard`,
  checks: (environment: EnvironmentId) => `${ofEnvironment(environment)}/checks`,
  service: (environment: EnvironmentId, service: string) =>
    `${ofEnvironment(environment)}/services/${encodeURIComponent(service)}`,
  series: (environment: EnvironmentId, service: string) => `${API.service(environment, service)}/series`,
} as const;

function ofEnvironment(environment: EnvironmentId): string {
  return `${ROOT}/environments/${encodeURIComponent(environment)}`;
}
