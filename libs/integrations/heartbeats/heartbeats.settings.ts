import type { EnvironmentId } from '@envscope/contracts/index.js';
import { defineSection, InvalidSettings } from '@envscope/environments/settings-section.js';
import * as z from 'zod';
import { cronFaultOf, cronSchedule, everySchedule, type JobSchedule } from './heartbeats.schedule.js';

/** A recurring job that reports its runs itself, and when these are expected. */
export interface Job {
  readonly name: string;
  /** Secrets: whoever has one may report. More than one while the token is being replaced. */
  readonly tokens: readonly string[];
  readonly cron: string | undefined;
  /** IANA; of the cron expression. */
  readonly timeZone: string | undefined;
  readonly everyMs: number | undefined;
  /** A run that begins this much after it is due is late; after twice that it is missed. */
  readonly graceMs: number;
  /** A run that takes longer runs too long; past twice that it is taken for hung. */
  readonly timeoutMs: number;
  readonly schedule: JobSchedule;
}

export interface HeartbeatsSettings {
  readonly jobs: readonly Job[];
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: MINUTE_MS, h: HOUR_MS, d: DAY_MS };

/** Of a job that `heartbeats.json` does not name. */
const DEFAULT_EVERY_MS = DAY_MS;
const LEAST_GRACE_MS = MINUTE_MS;
const MOST_GRACE_MS = HOUR_MS;
const MOST_TIMEOUT_MS = HOUR_MS;
/** The longest period, grace and timeout that can be set. */
const LONGEST_MS = 366 * DAY_MS;

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} _.-]{0,99}$/u;
const TOKEN = /^[\w-]{20,128}$/;
/** It stands in the console's own pages, to be copied. */
const EXAMPLE_TOKEN = 'hV3kQ9sXw2Lr7PzN5tYbC8dM';

const duration = z
  .string()
  .regex(/^[1-9]\d{0,5}[smhd]$/, 'must be a whole number with its unit: "90s", "15m", "6h", "1d"')
  .transform((text) => Number(text.slice(0, -1)) * (UNIT_MS[text.slice(-1)] ?? 0))
  .refine((ms) => ms <= LONGEST_MS, 'must be a year at most');

const JobOptions = z
  .strictObject({
    every: duration.optional(),
    cron: z.string().optional(),
    timeZone: z.string().optional(),
    grace: duration.optional(),
    timeout: duration.optional(),
  })
  .superRefine(({ every, cron, timeZone }, context) => {
    const report = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (cron !== undefined && every !== undefined) report('cron', 'excludes "every": a job has one of them');
    if (cron === undefined && timeZone !== undefined) report('timeZone', 'is of use with "cron" alone');
    const fault = cron === undefined ? undefined : cronFaultOf(cron, timeZone);
    if (fault !== undefined) report('cron', fault);
  });
type JobOptions = z.infer<typeof JobOptions>;

/** Options by environment and job: `{ "prod": { "backup": { "cron": "0 2 * * *" } } }`. */
const HeartbeatsFile = z.record(z.string(), z.record(z.string(), JobOptions));

interface NamedTokens {
  readonly name: string;
  readonly tokens: readonly string[];
}

/** Reads `name=token` pairs, separated by commas or line breaks; `name=new|old` while a token is being replaced. */
const pairs = z.string().transform((text, context): readonly NamedTokens[] => {
  const entries = text.split(/[,\n]/).flatMap((entry) => entry.trim() || []);
  const named = entries.map((entry, index) => {
    const separator = entry.indexOf('=');
    const name = entry.slice(0, Math.max(0, separator)).trim();
    const tokens = entry
      .slice(separator + 1)
      .split('|')
      .map((token) => token.trim());
    const fault = faultOf(name, tokens);
    // The position alone names the pair: what looks like its name may be a token.
    if (fault) context.addIssue({ code: 'custom', message: `pair ${index + 1} ${fault}` });
    return { name, tokens };
  });
  const report = (values: readonly string[], what: string) => {
    if (new Set(values).size < values.length)
      context.addIssue({ code: 'custom', message: `two jobs have the same ${what}` });
  };
  report(
    named.map(({ name }) => name),
    'name',
  );
  report(
    named.flatMap(({ tokens }) => tokens),
    'token',
  );
  if (named.length === 0)
    context.addIssue({ code: 'custom', message: 'must hold at least one name=token pair' });
  return named;
});

export const heartbeatsSection = defineSection({
  service: 'heartbeats',
  variables: {
    HEARTBEATS: {
      schema: pairs,
      example: `backup=${EXAMPLE_TOKEN}`,
      isSecret: true,
    },
  },
  common: {},
  required: ['HEARTBEATS'],
  file: { name: 'heartbeats.json', schema: HeartbeatsFile },
  compose: (values, environment, file): HeartbeatsSettings => {
    const options = file?.[environment] ?? {};
    refuseStrangers(environment, Object.keys(options), values.HEARTBEATS);
    return { jobs: values.HEARTBEATS.map((named) => jobOf(named, options[named.name] ?? {})) };
  },
  describe: ({ jobs }) => ({
    // When each is expected is said by the list of jobs, in words.
    settings: { jobs: jobs.map(({ name }) => name) },
    vendorUrl: null,
    addresses: [],
  }),
  secrets: ({ jobs }) => jobs.flatMap(({ tokens }) => tokens),
  ownValues: ({ jobs }) => jobs.flatMap(({ tokens }) => tokens),
});

function faultOf(name: string, tokens: readonly string[]): string | undefined {
  if (!NAME.test(name)) {
    return 'needs a name of letters, digits, spaces, "_", "." or "-" before its "="';
  }
  if (tokens.includes(EXAMPLE_TOKEN)) {
    return 'has the token of the example, which everybody can read: openssl rand -hex 16 makes one';
  }
  return tokens.every((token) => TOKEN.test(token))
    ? undefined
    : 'needs a token of 20 to 128 letters, digits, "_" or "-": openssl rand -hex 16 makes one';
}

function jobOf({ name, tokens }: NamedTokens, options: JobOptions): Job {
  const { cron, timeZone = 'UTC' } = options;
  const everyMs = cron === undefined ? (options.every ?? DEFAULT_EVERY_MS) : undefined;
  const schedule =
    cron === undefined ? everySchedule(everyMs ?? DEFAULT_EVERY_MS) : cronSchedule(cron, timeZone);
  const { usualMs } = schedule;
  return {
    name,
    tokens,
    cron,
    timeZone: cron === undefined ? undefined : timeZone,
    everyMs,
    graceMs: options.grace ?? Math.min(Math.max(usualMs / 10, LEAST_GRACE_MS), MOST_GRACE_MS),
    timeoutMs: options.timeout ?? Math.min(usualMs, MOST_TIMEOUT_MS),
    schedule,
  };
}

/** Options for a job that nobody named would be without effect, and without a word. */
function refuseStrangers(
  environment: EnvironmentId,
  names: readonly string[],
  known: readonly NamedTokens[],
): void {
  const stranger = names.find((name) => !known.some((pair) => pair.name === name));
  if (stranger === undefined) return;
  const variable = `HEARTBEATS_${environment.toUpperCase()}`;
  throw new InvalidSettings(
    `heartbeats.json: ${environment}.${stranger}`,
    `is a job that ${variable} does not name`,
  );
}
