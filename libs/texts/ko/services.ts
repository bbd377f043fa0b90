import type { Texts } from '../texts.js';

/** Words of the services' own cards and pages. */
export const services: Texts['services'] = {};
