import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { SettingsError, type SettingsProblem } from './problems.js';
import { readSettings, type Settings } from './settings.js';

/**
 * Reads the settings of a process: `.env.<APP_ENV>` in the folder, `.env.<APP_ENV>.local` over it, the process's own
 * variables over both, and `endpoints.json` where it exists. Throws `SettingsError`.
 */
export function loadSettings(directory: string, processVariables: NodeJS.ProcessEnv): Settings {
  const appEnv = processVariables['APP_ENV'] || 'dev';
  const file = parseEnv(readIfThere(join(directory, `.env.${appEnv}`)) ?? '');
  const local = parseEnv(readIfThere(join(directory, `.env.${appEnv}.local`)) ?? '');
  return readSettings({
    variables: { ...file, ...local, ...withoutEmpty(processVariables), APP_ENV: appEnv },
    namesInFiles: Object.keys({ ...file, ...local }),
    files: readJson(directory, 'endpoints.json'),
  });
}

/** An empty variable is an unset one: it does not hide a file's. */
function withoutEmpty(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
}

function readJson(directory: string, name: string): Record<string, unknown> {
  const text = readIfThere(join(directory, name));
  if (text === undefined) return {};
  try {
    return { [name]: JSON.parse(text) as unknown };
  } catch {
    const problem: SettingsProblem = { variable: name, fault: 'is not valid JSON' };
    throw new SettingsError([problem]);
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
