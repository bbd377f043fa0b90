import { access } from './en/access/access.js';
import { alerting } from './en/alerting.js';
import { audit } from './en/access/audit.js';
import { charts } from './en/charts.js';
import { core } from './en/core.js';
import { door } from './en/access/door.js';
import { forms } from './en/codes/forms.js';
import { incidents } from './en/incidents.js';
import { messages } from './en/messages.js';
import { warnings } from './en/warnings.js';
import { workers } from './en/workers.js';

/** All words in English. Keys and placeholders of the other languages follow this one. */
export const en = {
  ...core,
  messages,
  incidents,
  alerting,
  charts,
  warnings,
  forms,
  door,
  access,
  audit,
  workers,
} as const;
