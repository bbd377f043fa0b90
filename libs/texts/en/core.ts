import { alerts } from './alerts.js';
import { measurements } from './measurements.js';
import { problems } from './codes/problems.js';
import { reasons } from './codes/reasons.js';
import { services } from './services.js';
import { shell } from './shell.js';

/** Words that any page of the console may need; those of its other parts come with the pages that need them. */
export const core = { shell, services, measurements, reasons, problems, alerts } as const;
