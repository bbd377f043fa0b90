import { defineSection } from '@envscope/environments/settings-section.js';
import { CA_VARIABLES, describeCa, type TrustedCa } from '@envscope/environments/trusted-ca.js';
import { hostAndPortOf, webUrl } from '@envscope/environments/web-url.js';
import * as z from 'zod';

/** Whose monitors of UptimeRobot belong to one environment. */
export interface UptimeRobotSettings {
  /** A secret. */
  readonly apiKey: string;
  /** Monitors with one of these tags belong to the environment; without tags all of the account's do. */
  readonly tags: readonly string[];
  readonly baseUrl: string;
  /** Trusted beside the public authorities. */
  readonly ca?: TrustedCa | undefined;
}

/** Calls are budgeted by the minute: a little more, so that a check that comes early by its jitter is not turned away. */
const INTERVAL_MS = 65_000;

const list = z
  .string()
  .transform((text) => text.split(',').map((tag) => tag.trim()))
  .refine((tags) => tags.every((tag) => tag !== ''), 'must list tags, separated by commas');

export const uptimerobotSection = defineSection({
  service: 'uptimerobot',
  variables: {
    UPTIMEROBOT_API_KEY: {
      schema: z.string().regex(/^\S{6,200}$/, 'must be a key as UptimeRobot shows it, without spaces'),
      example: 'ur1234567-0123456789abcdef01234567',
      isSecret: true,
      isShareable: true,
    },
    UPTIMEROBOT_TAGS: { schema: list, example: 'staging,shop' },
    ...CA_VARIABLES,
  },
  common: {
    UPTIMEROBOT_BASE_URL: {
      schema: webUrl({ isBase: true }),
      example: 'https://api.uptimerobot.com',
    },
  },
  required: ['UPTIMEROBOT_API_KEY'],
  compose: (values): UptimeRobotSettings => ({
    apiKey: values.UPTIMEROBOT_API_KEY,
    tags: values.UPTIMEROBOT_TAGS ?? [],
    baseUrl: (values.UPTIMEROBOT_BASE_URL ?? 'https://api.uptimerobot.com').replace(/\/+$/, ''),
    ca: values.TLS_CA_FILE,
  }),
  describe: ({ apiKey, tags, baseUrl, ca }) => ({
    settings: {
      keyKind: keyKindOf(apiKey),
      key: tailOf(apiKey),
      tags: [...tags],
      ...describeCa(ca, [baseUrl]),
    },
    vendorUrl: 'https://dashboard.uptimerobot.com/monitors',
    addresses: [hostAndPortOf(baseUrl)],
    calls: [{ origin: new URL(baseUrl).origin }],
  }),
  intervalMs: () => INTERVAL_MS,
});

/** What a key may do, by its first letters. */
function keyKindOf(apiKey: string): string {
  if (apiKey.startsWith('ur')) return 'read-only';
  if (apiKey.startsWith('u')) return 'account';
  return apiKey.startsWith('m') ? 'monitor' : 'unknown';
}

/** Enough to distinguish two keys, too little to use one. */
function tailOf(apiKey: string): string {
  return apiKey.length < 12 ? '…' : `…${apiKey.slice(-4)}`;
}
