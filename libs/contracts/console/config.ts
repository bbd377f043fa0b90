import * as z from 'zod/mini';
import { ChannelKind, ChannelTraits } from '../alerts/channel.js';
import { Color, EnvironmentId, LocalizedName } from '../environment.js';
import { ServiceKind, ServiceTraits } from '../service.js';
import { ConsoleEvent } from './stream.js';

/** A variable that is to be set, with a value of the form that it takes. */
const MissingVariable = z
  .object({ name: z.string(), example: z.string() })
  .register(z.globalRegistry, { id: 'MissingVariable' });
export type MissingVariable = z.infer<typeof MissingVariable>;

/** What services and channels have in common. Secrets are masked or absent. */
const settingsFields = {
  isConfigured: z.boolean(),
  /** `shared`: the environment has no credential of its own and uses the one without a suffix. */
  credential: z.enum(['own', 'shared', 'none']),
  /** Variables to set where it is not configured. */
  missing: z.array(MissingVariable),
  /** Public settings in the order in which they are shown: `{ keyPrefix: 'dev:', type: 'local' }`. */
  settings: z.record(
    z.string(),
    z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]),
  ),
  /** It is the sandbox's, so that what it says is made up. */
  isSandbox: z.boolean(),
};

/** What people may know of a service's settings. */
export const ServiceConfig = z
  .object({
    service: ServiceKind,
    ...settingsFields,
    /** The vendor's own page for this service and environment. */
    vendorUrl: z.nullable(z.url()),
    /** How often it is checked. */
    intervalMs: z.int(),
  })
  .register(z.globalRegistry, { id: 'ServiceConfig' });
export type ServiceConfig = z.infer<typeof ServiceConfig>;

/** What people may know of a kind of channel's settings in one environment. */
export const ChannelConfig = z
  .object({ kind: ChannelKind, ...settingsFields })
  .register(z.globalRegistry, { id: 'ChannelConfig' });
export type ChannelConfig = z.infer<typeof ChannelConfig>;

/** A mistake in settings that does not stop the console but that a person must know of. */
export const ConfigWarning = z
  .object({
    code: z.enum([
      'channel-shared',
      'no-channel',
      'key-prefix-shared',
      'variable-unknown',
      'variable-ignored',
      'value-cut',
      'certificate-unverified',
      'proxy-not-trusted',
      'locations-without-effect',
      'proxy-bypassed',
      'proxy-elsewhere',
    ]),
    /** Null where it is about a variable, of whatever service. */
    service: z.nullable(ServiceKind),
    /** Where it is about a kind of channel. */
    channel: z.nullable(ChannelKind),
    environments: z.array(EnvironmentId),
    /** What to set: `DISCORD_WEBHOOK_URL_DEV`. */
    variables: z.array(z.string()),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
  })
  .register(z.globalRegistry, { id: 'ConfigWarning' });
export type ConfigWarning = z.infer<typeof ConfigWarning>;

export const EnvironmentConfig = z
  .object({
    id: EnvironmentId,
    name: LocalizedName,
    color: Color,
    services: z.array(ServiceConfig),
    /** Every kind of channel, configured or not. */
    channels: z.array(ChannelConfig),
  })
  .register(z.globalRegistry, { id: 'EnvironmentConfig' });
export type EnvironmentConfig = z.infer<typeof EnvironmentConfig>;

/** The one config endpoint's answer: everything that the console renders its tabs from. */
export const ConsoleConfig = z
  .object({
    version: z.string(),
    environments: z.array(EnvironmentConfig).check(z.minLength(1)),
    /** Every kind of service, in the order in which an environment's page shows them. */
    services: z.array(ServiceTraits),
    /** Every kind of channel, in the order in which pages show them. */
    channels: z.array(ChannelTraits),
    warnings: z.array(ConfigWarning),
    /** How the console itself stands, as the stream says next: a page has room for its notices from the start. */
    condition: ConsoleEvent,
    checkIntervalMs: z.int(),
    /** The file where values of one's own belong: `.env.prod.local`. Whatever is set there takes a restart. */
    settingsFile: z.string(),
    /** The proxy (`host:port`) by which the console's own calls leave; null: none, or there are no such calls. */
    proxies: z.object({
      heartbeat: z.nullable(z.string()),
      errorReports: z.nullable(z.string()),
    }),
    features: z.object({ isSandbox: z.boolean(), hasSignIn: z.boolean(), hasAlerts: z.boolean() }),
  })
  .register(z.globalRegistry, { id: 'ConsoleConfig' });
export type ConsoleConfig = z.infer<typeof ConsoleConfig>;
