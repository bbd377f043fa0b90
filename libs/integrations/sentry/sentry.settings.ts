import { defineSection } from '@envscope/environments/settings-section.js';
import { CA_VARIABLES, describeCa, type TrustedCa } from '@envscope/environments/trusted-ca.js';
import { hostAndPortOf, webUrl } from '@envscope/environments/web-url.js';
import * as z from 'zod';

/** How many errors of one hour make an environment `degraded` and `down`. */
export interface ErrorThresholds {
  readonly degradedPerHour: number;
  readonly downPerHour: number;
}

/** Where one environment's errors are found in Sentry. */
export interface SentrySettings {
  /** A secret. */
  readonly token: string;
  /** Without a slash at its end; the API is below it at `/api/0`. */
  readonly baseUrl: string;
  readonly organization: string;
  readonly project: string;
  /** The name that Sentry knows the environment by. */
  readonly environment: string;
  /** Sentry's page of this environment's unresolved issues. */
  readonly issuesUrl: string;
  readonly thresholds: ErrorThresholds;
  /** Trusted beside the public authorities. */
  readonly ca?: TrustedCa | undefined;
}

/** Sentry's customary long names; any other environment is known by its key. */
const LONG_NAMES: Readonly<Record<string, string>> = { dev: 'development', prod: 'production' };

const DEFAULT_THRESHOLDS: ErrorThresholds = { degradedPerHour: 50, downPerHour: 500 };

/** Each check costs three calls of a budget that the organization's other callers share. */
const INTERVAL_MS = 60_000;

const slug = z.string().regex(/^[\w.-]{1,100}$/, 'must be a slug or an id, as in the address of its page');

const perHour = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, 'must be a whole number of at least 1')
  .transform(Number);

export const sentrySection = defineSection({
  service: 'sentry',
  variables: {
    SENTRY_AUTH_TOKEN: {
      schema: z.string().regex(/^\S+$/, 'must be a token without spaces'),
      example: 'sntryu_0123456789abcdef',
      isSecret: true,
      isShareable: true,
    },
    SENTRY_PROJECT: { schema: slug, example: 'api', isShareable: true },
    SENTRY_ENVIRONMENT: {
      schema: z
        .string()
        .regex(/^[^\s/]{1,64}$/, 'must be a name of up to 64 characters without spaces and slashes'),
      example: 'production',
    },
    SENTRY_ERRORS_DEGRADED_PER_HOUR: { schema: perHour, example: '50', isShareable: true },
    SENTRY_ERRORS_DOWN_PER_HOUR: { schema: perHour, example: '500', isShareable: true },
    ...CA_VARIABLES,
  },
  common: {
    SENTRY_ORG: { schema: slug, example: 'acme' },
    SENTRY_BASE_URL: {
      schema: webUrl({ isBase: true }).transform((url) =>
        // People copy it with the API's own path, which is laid behind it.
        url.replace(/\/+$/, '').replace(/\/api\/0$/, ''),
      ),
      example: 'https://sentry.io',
    },
  },
  required: ['SENTRY_AUTH_TOKEN', 'SENTRY_PROJECT', 'SENTRY_ORG'],
  compose: (values, id): SentrySettings => {
    const baseUrl = values.SENTRY_BASE_URL ?? 'https://sentry.io';
    const organization = values.SENTRY_ORG;
    const project = values.SENTRY_PROJECT;
    const environment = values.SENTRY_ENVIRONMENT ?? LONG_NAMES[id] ?? id;
    return {
      token: values.SENTRY_AUTH_TOKEN,
      baseUrl,
      organization,
      project,
      environment,
      issuesUrl: issuesUrl(baseUrl, organization, project, environment),
      thresholds: {
        degradedPerHour: values.SENTRY_ERRORS_DEGRADED_PER_HOUR ?? DEFAULT_THRESHOLDS.degradedPerHour,
        downPerHour: values.SENTRY_ERRORS_DOWN_PER_HOUR ?? DEFAULT_THRESHOLDS.downPerHour,
      },
      ca: values.TLS_CA_FILE,
    };
  },
  describe: ({ baseUrl, organization, project, environment, issuesUrl, thresholds, ca }) => ({
    settings: { environment, organization, project, ...thresholds, ...describeCa(ca, [baseUrl]) },
    vendorUrl: issuesUrl,
    addresses: [hostAndPortOf(baseUrl)],
    calls: [{ origin: new URL(baseUrl).origin }],
  }),
  intervalMs: () => INTERVAL_MS,
});

function issuesUrl(baseUrl: string, organization: string, project: string, environment: string): string {
  // Regional hosts such as us.sentry.io serve the API only.
  const site = /(^|\.)sentry\.io$/.test(new URL(baseUrl).hostname) ? 'https://sentry.io' : baseUrl;
  // Its `project` parameter takes numeric ids only, the search takes slugs.
  const filter = new URLSearchParams({ environment, query: `is:unresolved project:${project}` });
  return `${site}/organizations/${organization}/issues/?${filter.toString()}`;
}
