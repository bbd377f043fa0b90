import type { Language } from '@envscope/texts/texts.js';

const DAY_MS = 24 * 3_600_000;

/** Words of a time axis: the time, and the date where a day begins or marks are days apart. */
export function timeMarks(language: Language): (atMs: number, stepMs: number) => string {
  const time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const date = new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric' });
  return (atMs, stepMs) => {
    const at = new Date(atMs);
    const isMidnight = at.getHours() === 0 && at.getMinutes() === 0 && at.getSeconds() === 0;
    return (stepMs >= DAY_MS || isMidnight ? date : time).format(at);
  };
}
