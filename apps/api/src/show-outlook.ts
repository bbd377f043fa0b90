import { settings } from './boot-settings.js';
import { outlookOf } from './demo/outlook-of.js';

// `npm start` asks what it is going to start: wrong settings have ended the process by now.
process.stdout.write(`${JSON.stringify(outlookOf(settings))}\n`);
