import type { Texts } from '../texts.js';

/** Words of the pages about incidents. */
export const incidents: Texts['incidents'] = { title: '인시던트' };
