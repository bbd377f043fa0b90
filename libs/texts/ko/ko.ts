import type { Texts } from '../texts.js';
import { alerting } from './alerting.js';
import { core } from './core.js';
import { incidents } from './incidents.js';
import { messages } from './messages.js';
import { warnings } from './warnings.js';

/** All words in Korean. */
export const ko: Texts = { ...core, messages, incidents, alerting, warnings };
