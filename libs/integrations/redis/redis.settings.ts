import { RedisType } from '@envscope/contracts/index.js';
import { defineSection } from '@envscope/environments/settings-section.js';
import { CA_VARIABLES, type TrustedCa } from '@envscope/environments/trusted-ca.js';
import * as z from 'zod';
import { redisUrlFault } from './redis.address.js';

/** How one environment's Redis is reached, and which keys in it are this environment's. */
export interface RedisSettings {
  /** `redis://` or `rediss://` (TLS), with the password: a secret. */
  readonly url: string;
  readonly keyPrefix: string;
  readonly type: RedisType;
  /** What the plan allows; null where settings leave it out, or it has no such limit. */
  readonly commandsPerMonth: number | null;
  /** Trusted beside the public authorities; where TLS is spoken. */
  readonly ca?: TrustedCa;
}

/** What anybody may know of an environment's Redis: nothing secret. */
export interface RedisPlace {
  readonly type: RedisType;
  readonly keyPrefix: string;
  /** `host:port`. */
  readonly host: string;
  readonly isTls: boolean;
  /** The number at the end of the URL; 0 without one. */
  readonly database: number;
}

/** Prefixes that teams use where settings name none; any other environment's is its key. */
const DEFAULT_PREFIXES: Readonly<Record<string, string>> = { staging: 'stage:' };

/** Upstash's command budget (500,000 a month on its free plan) allows one check a minute. */
const UPSTASH_INTERVAL_MS = 60_000;

/** A URL that ioredis takes as it is meant. */
export const redisUrl = z.string().superRefine((text, context) => {
  const message = redisUrlFault(text);
  if (message) context.addIssue({ code: 'custom', message });
});

export const redisSection = defineSection({
  service: 'redis',
  variables: {
    REDIS_URL: {
      schema: redisUrl,
      example: 'rediss://default:password@name.upstash.io:6379',
      isSecret: true,
    },
    REDIS_KEY_PREFIX: {
      schema: z.string().regex(/^[\w.-]+:$/, 'must be letters, digits, "_", "." or "-", and end in ":"'),
      example: 'dev:',
    },
    ...CA_VARIABLES,
    REDIS_TYPE: { schema: z.enum(RedisType.options), example: 'upstash' },
    REDIS_COMMANDS_PER_MONTH: {
      schema: z
        .string()
        .regex(/^[1-9]\d{0,14}$/, 'must be a whole number of at least 1')
        .transform(Number),
      example: '500000',
    },
  },
  common: {},
  required: ['REDIS_URL'],
  compose: (values, environment): RedisSettings => ({
    url: values.REDIS_URL,
    keyPrefix: values.REDIS_KEY_PREFIX ?? DEFAULT_PREFIXES[environment] ?? `${environment}:`,
    type: values.REDIS_TYPE ?? typeByHost(new URL(values.REDIS_URL).hostname),
    commandsPerMonth: values.REDIS_COMMANDS_PER_MONTH ?? null,
    ...(values.TLS_CA_FILE ? { ca: values.TLS_CA_FILE } : {}),
  }),
  describe: (settings) => {
    const place = placeOf(settings);
    return {
      settings: { ...place, ...(place.isTls && settings.ca ? { caFile: settings.ca.file } : {}) },
      vendorUrl: place.type === 'upstash' ? 'https://console.upstash.com/redis' : null,
      addresses: [place.host],
    };
  },
  intervalMs: ({ type }) => (type === 'upstash' ? UPSTASH_INTERVAL_MS : undefined),
});

/** The settings without their secrets. */
export function placeOf({ url, keyPrefix, type }: RedisSettings): RedisPlace {
  const { protocol, hostname, port } = new URL(url);
  return {
    type,
    keyPrefix,
    host: `${hostname}:${port || '6379'}`,
    isTls: protocol === 'rediss:',
    database: databaseOf(url),
  };
}

/** `redis://host/3` or, as ioredis takes it as well, `redis://host?db=3`. */
function databaseOf(url: string): number {
  const { pathname, searchParams } = new URL(url);
  return Number(pathname.replace(/^\//, '') || (searchParams.get('db') ?? 0));
}

/** Who runs the Redis at a host, as far as its name says. */
export function typeByHost(hostname: string): RedisType {
  if (hostname.endsWith('.upstash.io')) return 'upstash';
  return hostname === 'localhost' || hostname.startsWith('127.') || hostname === '[::1]' ? 'local' : 'other';
}
