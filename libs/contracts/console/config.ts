import * as z from 'zod/mini';
import { Color, EnvironmentId, LocalizedName } from '../environment.js';
import { ServiceKind, ServiceTraits } from '../service.js';

/** What people may know of a service's settings. Secrets are masked or absent. */
export const ServiceConfig = z
  .object({
    service: ServiceKind,
    isConfigured: z.boolean(),
    /** `shared`: the environment has no credential of its own and uses the one without a suffix. */
    credential: z.enum(['own', 'shared', 'none']),
    /** Variables to set where the service is not configured. */
    missing: z.array(z.string()),
    /** Public settings in the order in which they are shown: `{ keyPrefix: 'dev:', type: 'local' }`. */
    settings: z.record(
      z.string(),
      z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]),
    ),
    /** The vendor's own page for this service and environment. */
    vendorUrl: z.nullable(z.url()),
    /** Read from the sandbox, so that its figures are made up. */
    isSandbox: z.boolean(),
    /** How often it is checked. */
    intervalMs: z.int(),
  })
  .register(z.globalRegistry, { id: 'ServiceConfig' });
export type ServiceConfig = z.infer<typeof ServiceConfig>;

/** A mistake in settings that does not stop the console but that a person must know of. */
export const ConfigWarning = z
  .object({
    code: z.enum([
      'channel-shared',
      'webhook-shared',
      'no-webhook',
      'key-prefix-shared',
      'variable-unknown',
      'variable-ignored',
      'value-cut',
      'certificate-unverified',
    ]),
    /** Null where it is about a variable, of whatever service. */
    service: z.nullable(ServiceKind),
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
    warnings: z.array(ConfigWarning),
    checkIntervalMs: z.int(),
    /** The proxy (`host:port`) by which the console's own calls leave; null: none, or there are no such calls. */
    proxies: z.object({
      heartbeat: z.nullable(z.string()),
      errorReports: z.nullable(z.string()),
      /** By environment. */
      alertWebhooks: z.record(z.string(), z.nullable(z.string())),
    }),
    features: z.object({ isSandbox: z.boolean(), hasSignIn: z.boolean(), hasAlerts: z.boolean() }),
  })
  .register(z.globalRegistry, { id: 'ConsoleConfig' });
export type ConsoleConfig = z.infer<typeof ConsoleConfig>;
