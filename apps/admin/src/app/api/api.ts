import type { EnvironmentId } from '@envscope/contracts/index.js';

const SESSION = 'api/session';
const ROOT = 'api/internal';
const ACCOUNT = `${ROOT}/account`;

/** The most items that a list of the API gives at once. */
export const LARGEST_PAGE = 200;

/** Addresses of the product's own API, relative to the page's base: the console may lie below a path. */
export const API = {
  session: SESSION,
  passkeyOptions: `${SESSION}/passkey/options`,
  passkeySignIn: `${SESSION}/passkey`,
  oidc: `${SESSION}/oidc`,
  setUp: `${SESSION}/set-up`,
  linkView: `${SESSION}/links/view`,
  links: `${SESSION}/links`,

  account: ACCOUNT,
  password: `${ACCOUNT}/password`,
  secondFactor: `${ACCOUNT}/second-factor`,
  secondFactorRemoval: `${ACCOUNT}/second-factor/removal`,
  recoveryCodes: `${ACCOUNT}/recovery-codes`,
  newPasskeyOptions: `${ACCOUNT}/passkeys/options`,
  passkeys: `${ACCOUNT}/passkeys`,
  passkey: (id: string) => `${ACCOUNT}/passkeys/${encodeURIComponent(id)}`,
  sessions: `${ACCOUNT}/sessions`,
  ownSession: (id: string) => `${ACCOUNT}/sessions/${encodeURIComponent(id)}`,

  people: `${ROOT}/people`,
  person: (id: string) => `${ROOT}/people/${encodeURIComponent(id)}`,
  personLinks: (id: string) => `${API.person(id)}/links`,
  apiKeys: `${ROOT}/api-keys`,
  apiKey: (id: string) => `${ROOT}/api-keys/${encodeURIComponent(id)}`,
  audit: `${ROOT}/audit`,
  auditExport: `${ROOT}/audit/export`,

  config: `${ROOT}/config`,
  workers: `${ROOT}/workers`,
  overview: `${ROOT}/overview`,
  marks: `${ROOT}/marks`,
  releases: `${ROOT}/marks/releases`,
  overviewHistory: `${ROOT}/overview/history`,
  stream: `${ROOT}/stream`,
  dashboard: (environment: EnvironmentId) => `${ofEnvironment(environment)}/dashboard`,
  checks: (environment: EnvironmentId) => `${ofEnvironment(environment)}/checks`,
  service: (environment: EnvironmentId, service: string) =>
    `${ofEnvironment(environment)}/services/${encodeURIComponent(service)}`,
  series: (environment: EnvironmentId, service: string) => `${API.service(environment, service)}/series`,

  incidents: `${ROOT}/incidents`,
  incident: (id: string) => `${ROOT}/incidents/${encodeURIComponent(id)}`,
  incidentDeliveries: (id: string) => `${API.incident(id)}/deliveries`,
  acknowledgement: (incident: string) => `${API.incident(incident)}/acknowledgement`,
  comments: (incident: string) => `${API.incident(incident)}/comments`,
  resolution: (incident: string) => `${API.incident(incident)}/resolution`,

  rules: `${ROOT}/rules`,
  rulePreview: `${ROOT}/rules/preview`,
  ruleTargets: `${ROOT}/rules/targets`,
  rule: (id: string) => `${ROOT}/rules/${encodeURIComponent(id)}`,
  ruleReset: (id: string) => `${API.rule(id)}/reset`,

  deliveries: `${ROOT}/deliveries`,
  replay: (delivery: string) => `${ROOT}/deliveries/${encodeURIComponent(delivery)}/replay`,
  replays: `${ROOT}/deliveries/replays`,
  dismissal: (delivery: string) => `${ROOT}/deliveries/${encodeURIComponent(delivery)}/dismissal`,
  dismissals: `${ROOT}/deliveries/dismissals`,

  mute: `${ROOT}/mutes`,
  muteEnd: (id: string) => `${ROOT}/mutes/${encodeURIComponent(id)}/end`,

  channels: `${ROOT}/channels`,
  channelTests: (id: string) => `${ROOT}/channels/${encodeURIComponent(id)}/tests`,
  channelRetries: (id: string) => `${ROOT}/channels/${encodeURIComponent(id)}/retries`,
} as const;

function ofEnvironment(environment: EnvironmentId): string {
  return `${ROOT}/environments/${encodeURIComponent(environment)}`;
}
