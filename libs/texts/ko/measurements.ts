import type { Texts } from '../texts.js';

/** What measured figures are called. */
export const measurements: Texts['measurements'] = {
  latencyMs: '응답 시간',
};
