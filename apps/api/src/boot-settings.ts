import { loadSettings } from '@envscope/settings/files/settings-files.js';
import { SettingsError } from '@envscope/settings/problems.js';
import type { Settings } from '@envscope/settings/settings.js';

/** The settings of this process. Wrong ones end it with every problem named. */
export const settings: Settings = loadOrLeave();

function loadOrLeave(): Settings {
  try {
    return loadSettings(process.cwd(), process.env);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
