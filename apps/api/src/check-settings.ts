import { sentenceOf } from '@envscope/settings/warnings.js';
import { settings } from './boot-settings.js';

// `npm run check:settings`: wrong settings have ended the process by now.
const environments = settings.environments.map(({ id }) => id).join(', ');
settings.warnings.forEach((warning) => process.stderr.write(`Warning: ${sentenceOf(warning)}\n`));
process.stdout.write(`The settings are sound. Environments: ${environments}\n`);
