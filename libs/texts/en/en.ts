import { alerting } from './alerting.js';
import { core } from './core.js';
import { incidents } from './incidents.js';
import { messages } from './messages.js';
import { warnings } from './warnings.js';

/** All words in English. Keys and placeholders of the other languages follow this one. */
export const en = { ...core, messages, incidents, alerting, warnings } as const;
