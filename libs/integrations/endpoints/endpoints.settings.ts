import { publicUrl } from '@envscope/integrations/kernel/outside/public-url.js';
import type { EnvironmentId, LocationId, Quorum } from '@envscope/contracts/index.js';
import { defineSection, InvalidSettings } from '@envscope/environments/settings-section.js';
import { quorum, someLocations } from '@envscope/environments/locations.js';
import { webUrl } from '@envscope/environments/web-url.js';
import { CA_VARIABLES, caFile, type TrustedCa } from '@envscope/environments/trusted-ca.js';
import { unescape } from 'node:querystring';
import { secretsOfBody } from './endpoints.secrets.js';
import { FEWEST_SLOTS } from './endpoints.slots.js';
import * as z from 'zod';

/** One HTTP endpoint that the console asks by itself, and what it must answer. */
export interface Endpoint {
  readonly name: string;
  /** Without user and password. */
  readonly url: URL;
  readonly method: string;
  /** May hold secrets. */
  readonly headers: Readonly<Record<string, string>>;
  /** May hold secrets. */
  readonly body: string | undefined;
  /** Status codes, or classes of them: `200`, `2xx`. */
  readonly expectedStatus: readonly (number | string)[];
  readonly bodyContains: string | undefined;
  /** How much of a body is searched, after decompression. */
  readonly maxBodyBytes: number;
  /** How often it is checked, its deadline and its thresholds, where these are not the console's. */
  readonly intervalMs: number | undefined;
  readonly timeoutMs: number | undefined;
  readonly failureThreshold: number | undefined;
  readonly successThreshold: number | undefined;
  /** From where it is checked, if settings name locations. */
  readonly locations: 'all' | readonly LocationId[];
  readonly quorum: Quorum | undefined;
  readonly degradedOverMs: number;
  readonly downOverMs: number;
  readonly followRedirects: boolean;
  /** False: past the proxy that would serve it. */
  readonly useProxy: boolean;
  /** Trusted beside the public authorities: its own file, or the environment's. */
  readonly ca: TrustedCa | undefined;
  /** SHA-256 of the only certificate that is accepted, 64 hexadecimal digits in upper case; whoever issued it. */
  readonly pinnedSha256: string | undefined;
  /** False where settings say so: whoever answers is believed. */
  readonly isVerified: boolean;
}

export interface EndpointsSettings {
  /** How many of them may be asked at a time of one host and port, loopback excepted; undefined: any number. */
  readonly perHost: number | undefined;
  readonly endpoints: readonly Endpoint[];
}

const durationMs = z.int().min(1).max(120_000);
const threshold = z.int().min(1).max(10);

const EndpointOptions = z.strictObject({
  method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']).optional(),
  headers: z.record(z.string().regex(/^[\w-]+$/, 'is not the name of a header'), headerValue()).optional(),
  body: z
    .string()
    .max(64 * 1024)
    .optional(),
  expectedStatus: z
    .array(
      z.union([
        z.int().min(100).max(599),
        z.string().regex(/^[1-5]xx$/, 'must be a status code, or a class such as "2xx"'),
      ]),
    )
    .min(1)
    .optional(),
  bodyContains: z.string().min(1).max(1_000).optional(),
  maxBodyBytes: z.int().min(1_024).max(16_777_216).optional(),
  intervalMs: z.int().min(1_000).max(86_400_000).optional(),
  timeoutMs: durationMs.optional(),
  failureThreshold: threshold.optional(),
  successThreshold: threshold.optional(),
  locations: someLocations.optional(),
  quorum: quorum.optional(),
  degradedOverMs: durationMs.optional(),
  downOverMs: durationMs.optional(),
  followRedirects: z.boolean().optional(),
  useProxy: z.boolean().optional(),
  caFile: caFile().optional(),
  certificateSha256: z
    .string()
    .transform((text) => text.replaceAll(':', '').toUpperCase())
    .refine((text) => /^[\dA-F]{64}$/.test(text), 'must be the 64 hexadecimal digits of a SHA-256')
    .optional(),
  verify: z.boolean().optional(),
});
type EndpointOptions = z.infer<typeof EndpointOptions>;

/** Options by environment and endpoint: `{ "prod": { "api": { "timeoutMs": 3000 } } }`. */
const EndpointsFile = z.record(z.string(), z.record(z.string(), EndpointOptions));

const DEFAULTS = {
  method: 'GET',
  expectedStatus: ['2xx'],
  maxBodyBytes: 1_048_576,
  degradedOverMs: 2_000,
  downOverMs: 5_000,
  followRedirects: true,
  useProxy: true,
  locations: 'all',
} as const;

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} _.-]{0,99}$/u;

const ENCODE_COMMA = 'a comma in a URL is %2C, since commas separate the pairs';

interface NamedUrl {
  readonly name: string;
  readonly url: URL;
}

/** Reads `name=url` pairs, separated by commas or line breaks. A comma in a URL is written as `%2C`. */
const pairs = z.string().transform((text, context): readonly NamedUrl[] => {
  const entries = text.split(/[,\n]/).flatMap((entry) => entry.trim() || []);
  const named = entries.map((entry, position) => {
    const separator = entry.indexOf('=');
    const name = entry.slice(0, Math.max(0, separator)).trim();
    const fault = faultOf(name, entry.slice(separator + 1).trim());
    // The position alone names the pair: what looks like its name may be the second half of a password with a comma.
    if (fault) context.addIssue({ code: 'custom', message: `pair ${position + 1} ${fault}` });
    return { name, address: entry.slice(separator + 1).trim(), isSound: fault === undefined };
  });
  const firsts = new Map<string, number>();
  named.forEach(({ name, isSound }, index) => {
    const first = firsts.get(name) ?? index;
    firsts.set(name, first);
    const message = `pairs ${first + 1} and ${index + 1} have the same name`;
    if (isSound && first !== index) context.addIssue({ code: 'custom', message });
  });
  if (named.length === 0)
    context.addIssue({ code: 'custom', message: 'must hold at least one name=url pair' });
  return named.flatMap(({ name, address, isSound }) => (isSound ? [{ name, url: new URL(address) }] : []));
});

export const endpointsSection = defineSection({
  service: 'endpoints',
  variables: {
    // A secret as a whole: its URLs may hold passwords.
    ENDPOINTS: {
      schema: pairs,
      example: 'api=http://localhost:8080/health,shop=https://shop.example.com',
      isSecret: true,
    },
    ...CA_VARIABLES,
  },
  common: {
    ENDPOINTS_PER_HOST: { schema: slotCount(), example: '20' },
  },
  required: ['ENDPOINTS'],
  file: { name: 'endpoints.json', schema: EndpointsFile },
  compose: (values, environment, file): EndpointsSettings => {
    const options = file?.[environment] ?? {};
    refuseStrangers(environment, Object.keys(options), values.ENDPOINTS);
    const ca = values.TLS_CA_FILE;
    return {
      perHost: values.ENDPOINTS_PER_HOST,
      endpoints: values.ENDPOINTS.map((named) => endpoint(named, options[named.name] ?? {}, ca)),
    };
  },
  describe: ({ endpoints, perHost }) => ({
    settings: {
      ...(perHost === undefined ? {} : { checksPerHost: perHost }),
      endpoints: endpoints.map(({ name, url }) => `${name}: ${publicUrl(url.href)}`),
      ...termsOf(endpoints),
      ...trustOf(endpoints),
    },
    vendorUrl: null,
    addresses: [...new Set(endpoints.map(({ url }) => addressOf(url)))],
    calls: endpoints.map(({ name, url, useProxy }) => ({ name, origin: url.origin, isDirect: !useProxy })),
  }),
  unverified: ({ endpoints }, environment) => {
    const causes = endpoints.filter(({ isVerified }) => !isVerified).map(({ name }) => name);
    return causes.length > 0 ? [{ variable: `endpoints.json: ${environment}`, causes }] : [];
  },
  locations: ({ endpoints }, environment) =>
    endpoints.map(({ name, locations, quorum }) => {
      const place = `endpoints.json: ${environment}.${name}`;
      return { place, locations: locations === 'all' ? undefined : locations, quorum };
    }),
  secrets: ({ endpoints }) =>
    endpoints.flatMap(({ headers, body }) => [...Object.values(headers), ...secretsOfBody(body)]),
});

function slotCount() {
  const range = `must be a whole number from ${FEWEST_SLOTS} to 9999, or unset`;
  return z
    .string()
    .regex(/^[1-9]\d{0,3}$/, range)
    .transform(Number)
    .refine((count) => count >= FEWEST_SLOTS, range);
}

function headerValue() {
  // What Node would refuse to send is refused at the start instead.
  return z.string().regex(/^[\t\x20-\x7e\x80-\xff]*$/, 'holds a character that no header may hold');
}

function faultOf(name: string, address: string): string | undefined {
  if (!NAME.test(name)) {
    return `needs a name of letters, digits, spaces, "_", "." or "-" before its "="; ${ENCODE_COMMA}`;
  }
  const fault = webUrl({ hasLogin: true }).safeParse(address).error?.issues[0]?.message;
  return fault && `${fault}; ${ENCODE_COMMA}`;
}

/** How single endpoints are checked otherwise than all, for people. */
function termsOf(endpoints: readonly Endpoint[]): Record<string, string[]> {
  const own = (value: (endpoint: Endpoint) => number | string | undefined, unit = '') =>
    endpoints.flatMap((endpoint) => {
      const set = value(endpoint);
      return set === undefined ? [] : [`${endpoint.name}: ${set}${unit}`];
    });
  return listed({
    ownIntervals: own(({ intervalMs }) => intervalMs && intervalMs / 1_000, ' s'),
    ownTimeouts: own(({ timeoutMs }) => timeoutMs && timeoutMs / 1_000, ' s'),
    ownFailureThresholds: own(({ failureThreshold }) => failureThreshold),
    ownSuccessThresholds: own(({ successThreshold }) => successThreshold),
    ownLocations: own(({ locations }) => (locations === 'all' ? undefined : locations.join(', '))),
    ownQuorums: own(({ quorum }) => quorum),
  });
}

/** What differs from trusting the public authorities, for people: which files, and who is pinned or believed unseen. */
function trustOf(endpoints: readonly Endpoint[]): Record<string, string[]> {
  const caFiles = [...new Set(endpoints.flatMap(({ ca }) => (ca ? [ca.file] : [])))];
  const pinned = endpoints.flatMap(({ name, pinnedSha256 }) => (pinnedSha256 === undefined ? [] : [name]));
  const unverified = endpoints.flatMap(({ name, isVerified }) => (isVerified ? [] : [name]));
  return listed({ caFiles, pinnedCertificates: pinned, unverifiedCertificates: unverified });
}

/** The lists that hold something. */
function listed(lists: Readonly<Record<string, string[]>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(lists).filter(([, entries]) => entries.length > 0));
}

function endpoint(
  { name, url }: NamedUrl,
  { caFile: ca, certificateSha256, verify = true, ...options }: EndpointOptions,
  environmentCa: TrustedCa | undefined,
): Endpoint {
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  bare.hash = '';
  return {
    ...DEFAULTS,
    body: undefined,
    bodyContains: undefined,
    intervalMs: undefined,
    timeoutMs: undefined,
    failureThreshold: undefined,
    successThreshold: undefined,
    quorum: undefined,
    ...options,
    ca: ca ?? environmentCa,
    pinnedSha256: certificateSha256,
    // A pin says more than any authority, and without TLS there is nothing to verify.
    isVerified: verify || certificateSha256 !== undefined || url.protocol !== 'https:',
    name,
    url: bare,
    headers: { ...basicAuthorization(url), ...lowerCased(options.headers ?? {}) },
  };
}

function basicAuthorization({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {};
  // Not decodeURIComponent: a password may hold a percent sign that encodes nothing.
  const pair = `${unescape(username)}:${unescape(password)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function addressOf({ hostname, port, protocol }: URL): string {
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
}

/** Options for an endpoint that nobody named would be without effect, and without a word. */
function refuseStrangers(
  environment: EnvironmentId,
  names: readonly string[],
  known: readonly NamedUrl[],
): void {
  const stranger = names.find((name) => !known.some((pair) => pair.name === name));
  if (stranger === undefined) return;
  const variable = `ENDPOINTS_${environment.toUpperCase()}`;
  throw new InvalidSettings(
    `endpoints.json: ${environment}.${stranger}`,
    `is an endpoint that ${variable} does not name`,
  );
}
