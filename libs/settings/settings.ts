import type { EnvironmentId } from '@envscope/contracts/index.js';
import type { Environment, Environments, Section } from '@envscope/environments/environments.js';
import type { SettingsSection, Variable } from '@envscope/environments/settings-section.js';
import { CHANNEL_KINDS } from '@envscope/integrations/channels.js';
import { unverifiedOptions } from '@envscope/integrations/mongodb/mongodb.settings.js';
import { hostname } from 'node:os';
import { queueOf } from './variables/queue.settings.js';
import { CONSOLE_VARIABLES, type ConsoleSettings } from './variables/console.settings.js';
import { appearance, ENVIRONMENT_VARIABLES } from './variables/environment.settings.js';
import { OWN_PREFIX, withoutPrefix } from './files/env-file.js';
import { resembling, strangers, type Known } from './files/misspelled.js';
import { SettingsError, VariableReader, type SettingsProblem } from './problems.js';
import { locationsOf, locationsWithoutQueue } from './variables/location.settings.js';
import { PROXY_NAMES, readProxies } from './variables/proxy.settings.js';
import { readSignIn, type SignInValues } from './variables/sign-in.settings.js';
import { hostMismatch } from './variables/host-mismatch.js';
import { SectionReader, suffixOf } from './section-reader.js';
import { ALL_SECTIONS, SECTIONS, type Sections } from './sections.js';
import type { SettingsWarning } from './warnings.js';

/** All settings of the console, checked. */
export interface Settings {
  readonly console: ConsoleSettings;
  readonly environments: Environments<Sections>;
  /** Values that must never leave. */
  readonly secrets: readonly string[];
  readonly warnings: readonly SettingsWarning[];
}

/** Where settings come from. */
export interface SettingsSource {
  /** Every variable, files and process together. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Names that stand in our own files, where a misspelled name is surely ours. */
  readonly namesInFiles: readonly string[];
  /** Parsed JSON files by name. */
  readonly files: Readonly<Record<string, unknown>>;
  /** Variables of our own files whose value swallows those behind it. */
  readonly swallowing?: readonly string[];
  /** What was noticed while variables were gathered. */
  readonly warnings?: readonly SettingsWarning[];
}

const ENVIRONMENTS_VARIABLE = 'ENVIRONMENTS';

/** Reads and checks all settings. Throws one `SettingsError` that names every problem. */
export function readSettings(source: SettingsSource): Settings {
  const reader = new VariableReader(source.variables);
  const ids = readEnvironmentIds(source, reader);
  const console = readConsole(reader, ids);
  const known = knownNames(ids);
  reportStrangers(source, reader, known);
  reportStrangeEnvironments(source, reader, ids);
  const sections = new SectionReader(reader, source.files, console.checkIntervalMs, console.locations.named);
  const environments = ids.map((id) => readEnvironment(id, ids, reader, sections));
  const warnings = [
    ...(source.warnings ?? []),
    ...strangersOfProcess(source, reader, known),
    ...sections.warnings,
    ...unverifiedOfConsole(source, console),
    ...locationsWithoutQueue(console.locations),
    ...hostMismatch(console),
  ];
  reportCutSecrets(reader, warnings);
  const problems = unique(reader.problems);
  if (problems.length > 0) throw new SettingsError(problems);
  return { console, environments, secrets: [...reader.secrets], warnings };
}

function readEnvironmentIds(source: SettingsSource, reader: VariableReader): EnvironmentId[] {
  const text = source.variables[ENVIRONMENTS_VARIABLE] || 'dev,staging,prod';
  const ids = text.split(',').map((id) => id.trim());
  const isValid = ids.every((id) => /^[a-z][a-z0-9]{0,31}$/.test(id)) && new Set(ids).size === ids.length;
  if (isValid) return ids;
  const fault = 'must list different keys of lower-case letters and digits, separated by commas';
  reader.report({ variable: ENVIRONMENTS_VARIABLE, fault, example: 'dev,staging,prod' });
  return [];
}

function readConsole(reader: VariableReader, ids: readonly EnvironmentId[]): ConsoleSettings {
  const values = reader.readAll(CONSOLE_VARIABLES);
  reportOpenDoor(reader, values);
  return {
    appEnv: values.APP_ENV ?? 'dev',
    host: values.HOST ?? '127.0.0.1',
    port: values.PORT ?? 3000,
    allowUnauthenticated: values.ALLOW_UNAUTHENTICATED ?? false,
    sessionIdleMs: (values.SESSION_IDLE_HOURS ?? 12) * 3_600_000,
    sessionLongestMs: (values.SESSION_MAX_DAYS ?? 14) * 86_400_000,
    signIn: readSignIn(reader, values, ids),
    publicUrl: values.PUBLIC_URL,
    storeUrl: values.STORE_URL,
    dataDir: values.DATA_DIR ?? './data',
    checkIntervalMs: (values.CHECK_INTERVAL_SECONDS ?? 30) * 1_000,
    checkTimeoutMs: (values.CHECK_TIMEOUT_SECONDS ?? 10) * 1_000,
    heartbeatUrl: values.HEARTBEAT_URL,
    auditWebhook: readAuditWebhook(reader, values.AUDIT_WEBHOOK_URL, values.AUDIT_WEBHOOK_SECRET),
    auditKeptMs: (values.AUDIT_KEPT_DAYS ?? 365) * 86_400_000,
    sentryDsn: values.SENTRY_DSN,
    logLevel: values.LOG_LEVEL ?? 'log',
    alertGroupMs: (values.ALERT_GROUP_SECONDS ?? 60) * 1_000,
    alertReminderMs: (values.ALERT_REMINDER_HOURS ?? 4) * 3_600_000,
    alertFailureThreshold: values.ALERT_FAILURE_THRESHOLD,
    alertSuccessThreshold: values.ALERT_SUCCESS_THRESHOLD ?? 2,
    locations: locationsOf(reader, values),
    queue: queueOf(reader, values),
    location: values.LOCATION,
    workerName: values.WORKER_NAME ?? hostname(),
    sandboxPort: values.SANDBOX_PORT,
    proxies: { ...readProxies(reader), ca: values.TLS_CA_FILE },
    allowedPrivateTargets: values.ALLOW_PRIVATE_TARGETS ?? [],
    trustedProxies: values.TRUST_PROXY ?? [],
    ca: values.TLS_CA_FILE,
  };
}

/** Whoever lets in everybody asks nobody who they are. */
function reportOpenDoor(
  reader: VariableReader,
  values: SignInValues & { readonly ALLOW_UNAUTHENTICATED?: boolean },
): void {
  if (values.ALLOW_UNAUTHENTICATED !== true || values.TRUSTED_HEADER_FROM === undefined) return;
  const fault = 'must not be true beside TRUSTED_HEADER_FROM: it lets in everybody as an owner';
  reader.report({ variable: 'ALLOW_UNAUTHENTICATED', fault });
}

/** Without the secret nobody knows who calls. */
function readAuditWebhook(reader: VariableReader, url: string | undefined, secret: string | undefined) {
  if (url !== undefined && secret !== undefined) return { url, secret };
  const names = ['AUDIT_WEBHOOK_URL', 'AUDIT_WEBHOOK_SECRET'] as const;
  const [there, missing] = reader.has(names[0]) ? names : [names[1], names[0]];
  if (!reader.has(there) || reader.has(missing)) return undefined;
  const fault = `is missing: ${there} does nothing without it`;
  reader.report({ variable: missing, fault, example: CONSOLE_VARIABLES[missing].example });
  return undefined;
}

function knownNames(environments: readonly EnvironmentId[]): Known {
  const tables = [ENVIRONMENT_VARIABLES, ...ALL_SECTIONS.map((section) => section.variables)];
  const perEnvironment = tables.flatMap((table) => Object.entries<Variable>(table));
  return {
    stems: perEnvironment.map(([stem]) => stem),
    shareable: new Set(perEnvironment.filter(([, { isShareable }]) => isShareable).map(([stem]) => stem)),
    plain: [
      ENVIRONMENTS_VARIABLE,
      ...Object.keys(CONSOLE_VARIABLES),
      ...PROXY_NAMES,
      ...ALL_SECTIONS.flatMap((section) => Object.keys(section.common)),
    ],
    environments,
  };
}

/** Whether a name can only be meant for us: it stands in our own files, or says so. */
function isOurs({ namesInFiles }: SettingsSource, name: string): boolean {
  return namesInFiles.includes(name) || name.startsWith(OWN_PREFIX);
}

function reportStrangers(source: SettingsSource, reader: VariableReader, known: Known): void {
  const names = [...Object.keys(source.variables), ...source.namesInFiles];
  const ours = [...new Set(names)].filter((name) => isOurs(source, name));
  strangers(ours, known).forEach(({ variable, fault }) => reader.report({ variable, fault }));
  for (const variable of source.swallowing ?? []) {
    const fault = 'begins with a quote that does not end before the next variables, and swallows them';
    reader.report({ variable, fault });
  }
}

/** Among a process's variables are those of many tools, so that a stranger is no reason not to start. */
function strangersOfProcess(source: SettingsSource, reader: VariableReader, known: Known): SettingsWarning[] {
  const names = Object.keys(source.variables).filter((name) => reader.has(name) && !isOurs(source, name));
  return resembling(strangers(names, known)).map(({ variable, suggestion }) => ({
    code: 'variable-unknown',
    variable,
    params: { suggestion },
  }));
}

/** What has the console's own connections believe whoever answers. */
function unverifiedOfConsole(
  { variables }: SettingsSource,
  { storeUrl }: ConsoleSettings,
): SettingsWarning[] {
  const causes = {
    STORE_URL: storeUrl === undefined ? [] : unverifiedOptions(storeUrl),
    // Node's own switch, for every connection of the process.
    NODE_TLS_REJECT_UNAUTHORIZED: variables['NODE_TLS_REJECT_UNAUTHORIZED'] === '0' ? ['0'] : [],
  };
  return Object.entries(causes).flatMap(([variable, names]) =>
    names.length === 0
      ? []
      : [
          {
            code: 'certificate-unverified',
            variable,
            params: { cause: names.join(', '), suggestion: 'TLS_CA_FILE' },
          },
        ],
  );
}

/** Half a secret is none, and half a URL may show its password as a host. */
function reportCutSecrets(reader: VariableReader, warnings: readonly SettingsWarning[]): void {
  for (const { code, variable, params } of warnings) {
    if (code !== 'value-cut' || !reader.isSecret(withoutPrefix(variable))) continue;
    const fault = `ends where a "#" began in ${params['file']}: put the value in quotes; in a URL write %23 for "#"`;
    reader.report({ variable, fault });
  }
}

function reportStrangeEnvironments(
  source: SettingsSource,
  reader: VariableReader,
  known: EnvironmentId[],
): void {
  for (const [name, content] of Object.entries(source.files)) {
    const strangers = Object.keys(Object(content) as object).filter((key) => !known.includes(key));
    const fault = `is no environment; they are ${known.join(', ')}`;
    strangers.forEach((key) => reader.report({ variable: `${name}: ${key}`, fault }));
  }
}

function readEnvironment(
  id: EnvironmentId,
  ids: readonly EnvironmentId[],
  reader: VariableReader,
  sections: SectionReader,
): Environment<Sections> {
  const read = new Map(
    ALL_SECTIONS.map((section): [SettingsSection<unknown>, Section<unknown>] => [
      section,
      sections.read(section, id),
    ]),
  );
  const ofServices = Object.entries(SECTIONS).map(([service, section]) => [service, read.get(section)]);
  const values = reader.readAll(ENVIRONMENT_VARIABLES, suffixOf(id));
  return {
    id,
    ...appearance(id, ids, values),
    alerting: { language: values.ALERT_LANGUAGE ?? 'en' },
    channels: CHANNEL_KINDS.flatMap(({ kind, section }) => {
      const found = read.get(section);
      return found ? [{ ...found, kind }] : [];
    }),
    sections: Object.fromEntries(ofServices) as Environment<Sections>['sections'],
  };
}

/** A shared variable is read once for each environment, and so would be its problem. */
function unique(problems: readonly SettingsProblem[]): SettingsProblem[] {
  return [...new Map(problems.map((problem) => [`${problem.variable} ${problem.fault}`, problem])).values()];
}
