import { settings } from './boot-settings.js';

// `npm run check:settings`: wrong settings have ended the process by now.
const environments = settings.environments.map(({ id }) => id).join(', ');
process.stdout.write(`The settings are sound. Environments: ${environments}\n`);
