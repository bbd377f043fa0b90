import { isIP } from 'node:net';
import { join } from 'node:path';
import { CONSOLE_VARIABLES } from '../variables/console.settings.js';
import {
  appEnvOf,
  merged,
  OWN_PREFIX,
  readEnvFiles,
  readTextIfThere,
  UnreadableText,
  type EnvFile,
} from './env-file.js';
import { SettingsError } from '../problems.js';
import { ALL_SECTIONS } from '../sections.js';
import { readSettings, type Settings } from '../settings.js';
import type { SettingsWarning } from '../warnings.js';

/**
 * Reads the settings of a process: `.env.<APP_ENV>` in the folder, `.env.<APP_ENV>.local` over it, the process's own
 * variables over both, and the sections' JSON files where they exist. A name with `ENVSCOPE_` before it goes over the plain one.
 * Throws `SettingsError`.
 */
export function loadSettings(directory: string, processVariables: NodeJS.ProcessEnv): Settings {
  const appEnv = appEnvOf(processVariables);
  const { files, json } = readFiles(directory, appEnv);
  const foreign = foreignNames(processVariables);
  const process = Object.entries(processVariables).filter(([name]) => !foreign.includes(name));
  const variables = merged(...files.map(({ values }) => values), Object.fromEntries(process));
  return readSettings({
    variables: { ...variables, APP_ENV: appEnv },
    namesInFiles: files.flatMap(({ values }) => Object.keys(values)),
    files: json,
    swallowing: files.flatMap(({ swallowing }) => swallowing),
    warnings: [
      ...foreign.filter((name) => !processVariables[`${OWN_PREFIX}${name.toUpperCase()}`]).map(ignored),
      ...files.flatMap((file) => cutValues(file, variables)),
    ],
  });
}

const JSON_FILES = ALL_SECTIONS.flatMap(({ file }) => file?.name ?? []);

function readFiles(directory: string, appEnv: string) {
  try {
    const json = JSON_FILES.map((name) => readJson(directory, name));
    return {
      files: readEnvFiles(directory, appEnv),
      json: Object.assign({}, ...json) as Record<string, unknown>,
    };
  } catch (error) {
    if (!(error instanceof UnreadableText)) throw error;
    throw new SettingsError([{ variable: error.file, fault: error.fault }]);
  }
}

const isSpokenProxy = (value: string) => !/^(?!https?:)[a-z\d+.-]+:\/\//i.test(value);

/** What a tool sets for itself under a name that is ours, too: conda HOST, Docker PORT, many LOG_LEVEL, a desktop SOCKS. */
const OURS: Readonly<Record<string, (value: string) => boolean>> = {
  HOST: (value) => value === 'localhost' || isIP(value.replace(/^\[|\]$/g, '')) !== 0,
  PORT: (value) => /^\d*$/.test(value),
  ALL_PROXY: isSpokenProxy,
  all_proxy: isSpokenProxy,
  LOG_LEVEL: (value) => CONSOLE_VARIABLES.LOG_LEVEL.schema.safeParse(value).success,
};

function foreignNames(variables: NodeJS.ProcessEnv): string[] {
  return Object.keys(OURS).filter((name) => variables[name] && !OURS[name]?.(variables[name]));
}

function ignored(variable: string): SettingsWarning {
  return {
    code: 'variable-ignored',
    variable,
    params: { suggestion: `${OWN_PREFIX}${variable.toUpperCase()}` },
  };
}

/** What a stronger layer sets anew is cut no longer. */
function cutValues(
  { name, cut, values }: EnvFile,
  variables: Readonly<Record<string, string>>,
): SettingsWarning[] {
  return cut
    .filter((variable) => (variables[variable] ?? '') === values[variable])
    .map((variable) => ({ code: 'value-cut', variable, params: { file: name } }));
}

function readJson(directory: string, name: string): Record<string, unknown> {
  const text = readTextIfThere(join(directory, name), name);
  if (text === undefined) return {};
  try {
    return { [name]: JSON.parse(text) as unknown };
  } catch {
    throw new SettingsError([{ variable: name, fault: 'is not valid JSON' }]);
  }
}
