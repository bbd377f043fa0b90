import { alerting } from './alerting.js';
import { alerts } from './alerts.js';
import { incidents } from './incidents.js';
import { measurements } from './measurements.js';
import { messages } from './messages.js';
import { reasons } from './reasons.js';
import { services } from './services.js';
import { shell } from './shell.js';

/** All words in English. Keys and placeholders of the other languages follow this one. */
export const en = { shell, services, measurements, reasons, messages, alerts, incidents, alerting } as const;
