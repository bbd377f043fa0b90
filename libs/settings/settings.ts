import type { EnvironmentId } from '@envscope/contracts/index.js';
import type { Environment, Environments, Section } from '@envscope/environments/environments.js';
import {
  InvalidSettings,
  type SettingsSection,
  type Variable,
} from '@envscope/environments/settings-section.js';
import { CONSOLE_VARIABLES, type ConsoleSettings } from './console.settings.js';
import { appearance, ENVIRONMENT_VARIABLES } from './environment.settings.js';
import { misspelled, strangeSuffixes } from './misspelled.js';
import { SettingsError, VariableReader, type SettingsProblem } from './problems.js';
import { SECTIONS, type Sections } from './sections.js';

/** Everything that the console was told. */
export interface Settings {
  readonly console: ConsoleSettings;
  readonly environments: Environments<Sections>;
  /** Values that must never leave. */
  readonly secrets: readonly string[];
}

/** Where settings come from. */
export interface SettingsSource {
  /** Every variable, files and process together. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Names that stand in our own files, where a misspelled name is surely ours. */
  readonly namesInFiles: readonly string[];
  /** Parsed JSON files by name. */
  readonly files: Readonly<Record<string, unknown>>;
}

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|::1|\[::1\])$/;
const ENVIRONMENTS_VARIABLE = 'ENVIRONMENTS';

/** Reads and checks all settings. Throws one `SettingsError` that names every problem. */
export function readSettings(source: SettingsSource): Settings {
  const reader = new VariableReader(source.variables);
  const ids = readEnvironmentIds(source, reader);
  const console = readConsole(reader);
  reportStrangers(source, reader, ids);
  reportStrangeEnvironments(source, reader, ids);
  const environments = ids.map((id, position) => readEnvironment(id, position, reader, source, console));
  const problems = unique(reader.problems);
  if (problems.length > 0) throw new SettingsError(problems);
  return { console, environments, secrets: [...reader.secrets] };
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

function readConsole(reader: VariableReader): ConsoleSettings {
  const values = reader.readAll(CONSOLE_VARIABLES);
  const host = values.HOST ?? '127.0.0.1';
  const allowUnauthenticated = values.ALLOW_UNAUTHENTICATED ?? false;
  if (!LOOPBACK.test(host) && !allowUnauthenticated) {
    const fault =
      'reaches beyond this machine and there is no sign-in: keep loopback or set ALLOW_UNAUTHENTICATED=true';
    reader.report({ variable: 'HOST', fault, example: '127.0.0.1' });
  }
  return {
    appEnv: values.APP_ENV ?? 'dev',
    host,
    port: values.PORT ?? 3000,
    allowUnauthenticated,
    publicUrl: values.PUBLIC_URL,
    storeUrl: values.STORE_URL,
    dataDir: values.DATA_DIR ?? './data',
    checkIntervalMs: (values.CHECK_INTERVAL_SECONDS ?? 30) * 1_000,
    checkTimeoutMs: (values.CHECK_TIMEOUT_SECONDS ?? 10) * 1_000,
    heartbeatUrl: values.HEARTBEAT_URL,
    sentryDsn: values.SENTRY_DSN,
    logLevel: values.LOG_LEVEL ?? 'log',
    sandboxPort: values.SANDBOX_PORT,
  };
}

const ALL_SECTIONS: readonly SettingsSection<unknown>[] = Object.values(SECTIONS);

function reportStrangers(
  source: SettingsSource,
  reader: VariableReader,
  environments: EnvironmentId[],
): void {
  const tables = [ENVIRONMENT_VARIABLES, ...ALL_SECTIONS.map((section) => section.variables)];
  const perEnvironment = tables.flatMap((table) => Object.entries<Variable>(table));
  const known = {
    stems: perEnvironment.map(([stem]) => stem),
    shareable: new Set(perEnvironment.filter(([, { isShareable }]) => isShareable).map(([stem]) => stem)),
    plain: [
      ENVIRONMENTS_VARIABLE,
      ...Object.keys(CONSOLE_VARIABLES),
      ...ALL_SECTIONS.flatMap((section) => Object.keys(section.common)),
    ],
    environments,
  };
  const set = Object.keys(source.variables).filter((name) => reader.has(name));
  const strangers = strangeSuffixes(set, known);
  const named = new Set(strangers.map(({ variable }) => variable));
  const slips = misspelled(
    source.namesInFiles.filter((name) => !named.has(name)),
    known,
  );
  [...strangers, ...slips].forEach((problem) => reader.report(problem));
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
  position: number,
  reader: VariableReader,
  source: SettingsSource,
  console: ConsoleSettings,
): Environment<Sections> {
  const suffix = `_${id.toUpperCase()}`;
  const sections = Object.entries(SECTIONS).map(([service, section]) => [
    service,
    readSection(section, id, suffix, reader, source, console),
  ]);
  return {
    id,
    ...appearance(id, position, reader.readAll(ENVIRONMENT_VARIABLES, suffix)),
    sections: Object.fromEntries(sections) as Environment<Sections>['sections'],
  };
}

function readSection(
  section: SettingsSection<unknown>,
  id: EnvironmentId,
  suffix: string,
  reader: VariableReader,
  source: SettingsSource,
  console: ConsoleSettings,
): Section<unknown> {
  const values: Record<string, unknown> = { ...reader.readAll(section.common) };
  let isShared = false;
  for (const [stem, variable] of Object.entries(section.variables)) {
    const isBorrowed = !reader.has(stem + suffix) && variable.isShareable === true && reader.has(stem);
    values[stem] = reader.read(isBorrowed ? stem : stem + suffix, variable);
    // Only a credential tells whose service it is; a shared project name does not.
    isShared ||= isBorrowed && variable.isSecret === true;
  }
  const missing = section.required.filter((stem) => values[stem] === undefined);
  if (missing.length > 0) {
    const variables = missing.map((stem) => (stem in section.common ? stem : stem + suffix));
    return { state: 'missing', variables, intervalMs: console.checkIntervalMs };
  }
  const settings = composed(section, values, id, readFile(section, reader, source), reader);
  if (settings === undefined) return { state: 'missing', variables: [], intervalMs: console.checkIntervalMs };
  section.secrets?.(settings).forEach((secret) => reader.secrets.add(secret));
  return {
    state: 'configured',
    settings,
    credential: isShared ? 'shared' : 'own',
    description: section.describe(settings),
    intervalMs: section.intervalMs?.(settings) ?? console.checkIntervalMs,
  };
}

/** Undefined when the values do not go together, which ends the start once all problems are collected. */
function composed(
  section: SettingsSection<unknown>,
  values: Readonly<Record<string, unknown>>,
  id: EnvironmentId,
  file: unknown,
  reader: VariableReader,
): unknown {
  try {
    return section.compose(values, id, file);
  } catch (error) {
    if (!(error instanceof InvalidSettings)) throw error;
    reader.report({ variable: error.variable, fault: error.message });
    return undefined;
  }
}

function readFile(
  section: SettingsSection<unknown>,
  reader: VariableReader,
  source: SettingsSource,
): unknown {
  const file = section.file;
  if (!file || !(file.name in source.files)) return undefined;
  const parsed = file.schema.safeParse(source.files[file.name]);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    reader.report({ variable: `${file.name}: ${issue.path.join('.') || 'content'}`, fault: issue.message });
  }
  return undefined;
}

/** A shared variable is read once for each environment, and so would be its problem. */
function unique(problems: readonly SettingsProblem[]): SettingsProblem[] {
  return [...new Map(problems.map((problem) => [`${problem.variable} ${problem.fault}`, problem])).values()];
}
