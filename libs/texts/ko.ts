import type { Texts } from './texts.js';
import { access } from './ko/access/access.js';
import { alerting } from './ko/alerting.js';
import { audit } from './ko/access/audit.js';
import { charts } from './ko/charts.js';
import { core } from './ko/core.js';
import { door } from './ko/access/door.js';
import { forms } from './ko/codes/forms.js';
import { incidents } from './ko/incidents.js';
import { messages } from './ko/messages.js';
import { warnings } from './ko/warnings.js';
import { workers } from './ko/workers.js';

/** All words in Korean. */
export const ko: Texts = {
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
};
