import type {
  ChannelConfig,
  CheckResult,
  ConsoleConfig,
  EnvironmentConfig,
  ServiceCard,
  ServiceConfig,
  ServiceState,
} from '@envscope/contracts/index.js';

/** A service that is configured with a credential of its own. */
export const serviceConfig = (changes: Partial<ServiceConfig> = {}): ServiceConfig => ({
  service: 'redis',
  isConfigured: true,
  credential: 'own',
  missing: [],
  settings: {},
  vendorUrl: null,
  isSandbox: false,
  intervalMs: 30_000,
  ...changes,
});

/** Discord, configured in every environment that says nothing else. */
const channelConfig = (changes: Partial<ChannelConfig> = {}): ChannelConfig => ({
  kind: 'discord',
  isConfigured: true,
  credential: 'own',
  missing: [],
  settings: {},
  isSandbox: false,
  ...changes,
});

/** A kind of channel that lacks these variables. */
export const missingChannel = (kind: string, ...names: string[]): ChannelConfig =>
  channelConfig({
    kind,
    isConfigured: false,
    credential: 'none',
    missing: names.map((name) => ({ name, example: 'https://example.com' })),
  });

export const environmentConfig = (changes: Partial<EnvironmentConfig> = {}): EnvironmentConfig => ({
  id: 'prod',
  name: { ko: '프로덕션', en: 'Production' },
  color: '#1f9d61',
  services: [serviceConfig()],
  channels: [channelConfig()],
  ...changes,
});

export const consoleConfig = (changes: Partial<ConsoleConfig> = {}): ConsoleConfig => ({
  version: '1.2.3',
  environments: [environmentConfig()],
  services: [{ service: 'redis', layer: 'infrastructure', isVital: true, targets: 'one', figures: [] }],
  channels: [
    { kind: 'discord', name: { ko: 'Discord', en: 'Discord' }, service: 'discord' },
    { kind: 'webhook', name: { ko: '웹훅', en: 'Webhook' }, service: null },
  ],
  warnings: [],
  condition: {
    isStoreFailing: false,
    storeProblem: null,
    outage: null,
    deadLetterCount: 0,
    unrecordedCount: 0,
    queueAwaySince: null,
    queueRival: null,
    silentLocations: [],
  },
  checkIntervalMs: 30_000,
  settingsFile: '.env.prod.local',
  proxies: { heartbeat: null, errorReports: null },
  features: { isSandbox: false, hasSignIn: false, hasAlerts: true },
  ...changes,
});

/** A service that is up and was just checked. */
export const serviceState = (changes: Partial<ServiceState> = {}): ServiceState => ({
  service: 'redis',
  status: 'up',
  since: new Date(Date.now() - 7_200_000).toISOString(),
  observedAt: new Date().toISOString(),
  snapshotAt: new Date().toISOString(),
  isStale: false,
  staleAfterMs: 90_000,
  isChecking: false,
  counts: { up: 1, degraded: 0, down: 0, unknown: 0, paused: 0, unconfigured: 0 },
  attention: [],
  ...changes,
});

export const serviceCard = (changes: Partial<ServiceCard> = {}): ServiceCard => ({
  ...serviceState(),
  snapshot: null,
  omitted: {},
  measurements: {},
  sparkline: null,
  ...changes,
});

/** A target that does not answer. */
export const downResult = (target: string, changes: { label?: string } = {}): CheckResult => ({
  target,
  status: 'down',
  checkedAt: new Date().toISOString(),
  latencyMs: null,
  measurements: {},
  reason: { code: 'refused', params: {} },
  ...changes,
});
