import type { CoreTexts } from '../texts.js';
import { alerts } from './alerts.js';
import { measurements } from './measurements.js';
import { problems } from './codes/problems.js';
import { reasons } from './codes/reasons.js';
import { services } from './services.js';
import { shell } from './shell.js';

/** Words that any page of the console may need, in Korean. */
export const core: CoreTexts = { shell, services, measurements, reasons, problems, alerts };
