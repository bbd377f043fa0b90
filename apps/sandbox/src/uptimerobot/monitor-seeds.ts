/** The kinds of monitor that the sandbox's accounts have. */
export type MonitorType = 'HTTP' | 'KEYWORD' | 'PING' | 'PORT' | 'HEARTBEAT';

/** Every status that the vendor documents. */
export const MONITOR_STATUSES = ['UP', 'DOWN', 'LOOKS_DOWN', 'PAUSED', 'STARTED'] as const;

/** One of `MONITOR_STATUSES`. */
export type MonitorStatus = (typeof MONITOR_STATUSES)[number];

/** What the password, the header and the key of a monitor look like: tests search all output for this text. */
export const SECRET_MARK = 'sandbox-secret';

/** What is fixed about a monitor: all else follows from its outages and the time. */
export interface MonitorSeed {
  readonly id: number;
  readonly environment: string;
  readonly name: string;
  readonly url: string;
  readonly type: MonitorType;
  readonly status: MonitorStatus;
  readonly intervalSeconds: number;
  /** Undefined for a heartbeat, which has no response to time. */
  readonly latencyMs?: number;
  readonly sslDaysLeft?: number;
  readonly port?: number;
  readonly keyword?: string;
  /** Whether it carries a password, a header and a key of its own, for tests that look for leaks. */
  readonly isSecretive?: boolean;
}

type Draft = Omit<MonitorSeed, 'id' | 'environment' | 'status' | 'intervalSeconds'> &
  Partial<Pick<MonitorSeed, 'status' | 'intervalSeconds'>>;

/** The monitors of an environment; `index` is its place in the list of environments and tells the ids apart. */
export function monitorSeedsOf(environment: string, index: number): MonitorSeed[] {
  const drafts = [...everywhere(environment), ...(only[environment]?.(environment) ?? [])];
  return seedsOf(drafts, environment, index, 0);
}

/** Ids have room for so many monitors in an environment. */
export const MOST_MONITORS = 1_000;

/** So many monitors as a large account has, from a place of the environment's list on. */
export function manySeedsOf(environment: string, index: number, from: number, count: number): MonitorSeed[] {
  const drafts = Array.from({ length: count }, (_, place): Draft => ({
    name: `${environment} shop ${place + 1}`,
    url: `https://shop-${place + 1}.${environment}.example.test/health`,
    type: 'HTTP',
    latencyMs: 90 + (place % 40) * 10,
    sslDaysLeft: 60,
  }));
  return seedsOf(drafts, environment, index, from);
}

function seedsOf(drafts: readonly Draft[], environment: string, index: number, from: number): MonitorSeed[] {
  return drafts.map((draft, place) => ({
    status: 'UP',
    intervalSeconds: 60,
    ...draft,
    id: 801_000_001 + index * MOST_MONITORS + from + place,
    environment,
  }));
}

function everywhere(environment: string): Draft[] {
  const host = `${environment}.example.test`;
  return [
    {
      name: `${environment} api health`,
      url: `https://api.${host}/health`,
      type: 'HTTP',
      latencyMs: 140,
      sslDaysLeft: 71,
    },
    {
      name: `${environment} storefront`,
      url: `https://www.${host}/`,
      type: 'KEYWORD',
      keyword: 'Add to cart',
      latencyMs: 320,
      sslDaysLeft: 63,
    },
    {
      name: `${environment} admin`,
      url: `https://admin.${host}/login`,
      type: 'HTTP',
      latencyMs: 210,
      // Soon enough in staging for a warning.
      sslDaysLeft: environment === 'staging' ? 8 : 41,
      isSecretive: true,
    },
    { name: `${environment} gateway`, url: `gateway.${host}`, type: 'PING', latencyMs: 24 },
    { name: `${environment} mongodb`, url: `db.${host}`, type: 'PORT', port: 27017, latencyMs: 31 },
    {
      name: `${environment} nightly backup`,
      url: `https://heartbeat.uptimerobot.com/m80100${environment}-sandbox`,
      type: 'HEARTBEAT',
      intervalSeconds: 86_400,
    },
  ];
}

/** The name of the monitor that the story takes down in staging and slows down in prod. */
export const CHECKOUT = 'checkout';

const checkout = (environment: string): Draft => ({
  name: `${environment} ${CHECKOUT}`,
  url: `https://checkout.${environment}.example.test/ready`,
  type: 'HTTP',
  latencyMs: 180,
  sslDaysLeft: 52,
});

const only: Readonly<Record<string, (environment: string) => Draft[]>> = {
  dev: () => [
    {
      name: 'dev legacy import',
      url: 'https://import.dev.example.test/',
      type: 'HTTP',
      status: 'PAUSED',
      latencyMs: 400,
    },
    {
      name: 'dev search preview',
      url: 'https://search.dev.example.test/',
      type: 'HTTP',
      status: 'STARTED',
      latencyMs: 90,
    },
  ],
  staging: (environment) => [checkout(environment)],
  prod: (environment) => [checkout(environment)],
};
