import type { LocationId } from '@envscope/contracts/index.js';
import type { Variables } from '@envscope/environments/settings-section.js';
import { CA_VARIABLES, type TrustedCa } from '@envscope/environments/trusted-ca.js';
import { webUrl } from '@envscope/environments/web-url.js';
import { mongodbUri } from '@envscope/integrations/mongodb/mongodb.settings.js';
import type { ProxySettings } from '@envscope/integrations/network/network.settings.js';
import { ipNetworks, type IpNetwork } from '@envscope/integrations/network/reach/ip-networks.js';
import { webhookSecret, webhookUrl } from '@envscope/integrations/webhook/webhook.settings.js';
import * as z from 'zod';
import { QUEUE_VARIABLES, type QueueSettings } from './queue.settings.js';
import { LOCATION_VARIABLES, type LocationSettings } from './location.settings.js';
import { SIGN_IN_VARIABLES, type SignInSettings } from './sign-in.settings.js';

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be from ${min} to ${max}`);

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** A proxy may take its path off, so that what is left of one below `/api` could not be distinguished from the API itself. */
const publicUrl = webUrl({ isBase: true })
  .refine((text) => /^(?:\/[\w.~-]+)*\/?$/.test(URL.parse(text)?.pathname ?? '/'), {
    message: 'may have a path of letters, digits, "-", ".", "_" and "~" only',
  })
  .refine((text) => !/^\/api(?:\/|$)/.test(URL.parse(text)?.pathname ?? ''), {
    message: 'must not begin its path with /api, where the API is',
  });

/** What `@sentry/node` takes for a DSN (dsnFromString); it drops any other without an error. */
const DSN = /^https?:\/\/\w+(?::\w+)?@(?:\[[:.%\w]+\]|[\w.-]+)(?::\d+)?\/(?:[^?#]*\/)?\d+\/?$/;

/** The proxies in front of the console whose `X-Forwarded-…` headers are believed: those in some networks, or so many. */
export type TrustedProxies = number | readonly IpNetwork[];

const trustedProxies = z.union(
  [
    z
      .string()
      .regex(/^[1-9]$/)
      .transform(Number),
    ipNetworks,
  ],
  {
    error: 'must be the number of proxies, from 1 to 9, or their addresses and networks, separated by commas',
  },
);

/** Variables of the console itself. */
export const CONSOLE_VARIABLES = {
  APP_ENV: { schema: z.enum(['dev', 'staging', 'prod']), example: 'dev' },
  HOST: { schema: z.string().regex(/^[\w.:-]+$/, 'must be an address or a host name'), example: '127.0.0.1' },
  PORT: { schema: wholeNumber(0, 65_535), example: '3000' },
  ALLOW_UNAUTHENTICATED: { schema: flag, example: 'true' },
  SESSION_IDLE_HOURS: { schema: wholeNumber(1, 720), example: '12' },
  SESSION_MAX_DAYS: { schema: wholeNumber(1, 365), example: '14' },
  ...SIGN_IN_VARIABLES,
  PUBLIC_URL: { schema: publicUrl, example: 'https://ops.example.com/envscope' },
  STORE_URL: {
    schema: mongodbUri,
    example: 'mongodb://user:password@host/envscope',
    isSecret: true,
  },
  DATA_DIR: { schema: z.string().min(1), example: './data' },
  CHECK_INTERVAL_SECONDS: { schema: wholeNumber(5, 3_600), example: '30' },
  CHECK_TIMEOUT_SECONDS: { schema: wholeNumber(1, 60), example: '10' },
  HEARTBEAT_URL: {
    schema: webUrl({ hasLogin: true }),
    example: 'https://hc.example.com/ping/id',
    isSecret: true,
  },
  AUDIT_WEBHOOK_URL: {
    schema: webhookUrl,
    example: 'https://hooks.example.com/envscope-audit',
    isSecret: true,
  },
  AUDIT_WEBHOOK_SECRET: {
    schema: webhookSecret,
    example: 'the output of: openssl rand -hex 32',
    isSecret: true,
  },
  AUDIT_KEPT_DAYS: { schema: wholeNumber(30, 3_650), example: '365' },
  SENTRY_DSN: {
    schema: webUrl({ hasLogin: true }).regex(
      DSN,
      "must be a DSN as Sentry shows it: a key, a host, a project's number",
    ),
    example: 'https://key@o1.ingest.sentry.io/42',
    isSecret: true,
  },
  LOG_LEVEL: { schema: z.enum(['debug', 'log', 'warn', 'error']), example: 'log' },
  ALERT_GROUP_SECONDS: { schema: wholeNumber(0, 3_600), example: '60' },
  ALERT_REMINDER_HOURS: { schema: wholeNumber(0, 168), example: '4' },
  ALERT_FAILURE_THRESHOLD: { schema: wholeNumber(1, 10), example: '2' },
  ALERT_SUCCESS_THRESHOLD: { schema: wholeNumber(1, 10), example: '2' },
  ...LOCATION_VARIABLES,
  ...QUEUE_VARIABLES,
  ALLOW_PRIVATE_TARGETS: { schema: ipNetworks, example: '10.0.0.0/8,fd00::/8' },
  TRUST_PROXY: { schema: trustedProxies, example: '10.0.0.0/8' },
  SANDBOX_PORT: { schema: wholeNumber(1, 65_000), example: '4100' },
  ...CA_VARIABLES,
} as const satisfies Variables;

/** Settings of the console itself. */
export interface ConsoleSettings {
  readonly appEnv: 'dev' | 'staging' | 'prod';
  /** Address to listen on. */
  readonly host: string;
  readonly port: number;
  /** Lets in whoever reaches the console, as an owner: something in front has to know who comes. */
  readonly allowUnauthenticated: boolean;
  /** A session that is not used for so long ends. */
  readonly sessionIdleMs: number;
  /** Every session ends after so long. */
  readonly sessionLongestMs: number;
  readonly signIn: SignInSettings;
  readonly publicUrl: string | undefined;
  /** Unset: the embedded store under `dataDir`. A secret. */
  readonly storeUrl: string | undefined;
  readonly dataDir: string;
  readonly checkIntervalMs: number;
  readonly checkTimeoutMs: number;
  readonly heartbeatUrl: string | undefined;
  /** Where audit entries are posted to, and what signs them. Secrets. */
  readonly auditWebhook: { readonly url: string; readonly secret: string } | undefined;
  readonly auditKeptMs: number;
  readonly sentryDsn: string | undefined;
  readonly logLevel: 'debug' | 'log' | 'warn' | 'error';
  /** Targets of one service that fail within this time of each other are one incident; 0: each is its own. */
  readonly alertGroupMs: number;
  /** How often the notification of an unacknowledged incident is repeated; 0: never. */
  readonly alertReminderMs: number;
  /** Failures in a row that change a target's state. Unset: 2, or 1 where checks are a minute or more apart. */
  readonly alertFailureThreshold: number | undefined;
  /** Successes in a row that end it. */
  readonly alertSuccessThreshold: number;
  /** From where targets are checked. */
  readonly locations: LocationSettings;
  /** The queue by which workers check; undefined: the console checks everything itself. */
  readonly queue: QueueSettings | undefined;
  /** Where this process is, if it is a worker; undefined: it checks what is checked from no location. */
  readonly location: LocationId | undefined;
  /** The name of this process, if it is a worker. */
  readonly workerName: string;
  /** The first port of the sandbox, where settings point there. */
  readonly sandboxPort: number | undefined;
  /** By which way HTTP calls leave. Holds secrets. */
  readonly proxies: ProxySettings;
  /** Private networks that people and redirects of public servers may name, too. */
  readonly allowedPrivateTargets: readonly IpNetwork[];
  /** Nobody: the address of a connection is that of the client. */
  readonly trustedProxies: TrustedProxies;
  /** Trusted beside the public authorities by the heartbeat, the error reports and the store. */
  readonly ca: TrustedCa | undefined;
}
