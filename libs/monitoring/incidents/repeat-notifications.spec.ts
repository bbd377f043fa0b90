import type { Incident } from '@envscope/contracts/index.js';
import { idOf, incidentOf, instantAfter } from '@envscope/testing/alerts.js';
import { STORY_START_MS } from '@envscope/testing/observations.js';
import { describe, expect, it } from '@jest/globals';
import { isRepeatDue, repeatNotification } from './repeat-notifications.js';

const HOUR_MS = 3_600_000;
const at = (hours: number) => instantAfter(hours * HOUR_MS);
const stories: readonly { story: string; given: Partial<Incident>; hours: number; isDue: boolean }[] = [
  { story: 'not before its time', given: {}, hours: 3.9, isDue: false },
  { story: 'once four hours have passed', given: {}, hours: 4, isDue: true },
  { story: 'not soon after the last one', given: { lastRepeatedAt: at(4) }, hours: 7, isDue: false },
  { story: 'again after four more hours', given: { lastRepeatedAt: at(4) }, hours: 8, isDue: true },
  {
    story: 'not once somebody looks after it',
    given: { acknowledgement: { by: 'Minji', note: '', at: at(1) } },
    hours: 8,
    isDue: false,
  },
  { story: 'not once it is over', given: { resolvedAt: at(1) }, hours: 8, isDue: false },
  { story: 'not while it is muted', given: { mutedBy: idOf(9) }, hours: 8, isDue: false },
  { story: 'not while it flaps', given: { isFlapping: true }, hours: 8, isDue: false },
  { story: 'not where no channel was notified', given: { channels: [] }, hours: 8, isDue: false },
  {
    story: 'not soon after its mute ended, when it was notified',
    given: { timeline: [{ kind: 'unmuted', at: at(6) }] },
    hours: 8,
    isDue: false,
  },
];

const since = (hours: number) => (momentMs: number) => STORY_START_MS + hours * HOUR_MS - momentMs;

describe('isRepeatDue', () => {
  it.each(stories)('repeats a notification $story: $isDue', ({ given, hours, isDue }) => {
    expect(isRepeatDue(incidentOf(given), since(hours), 4 * HOUR_MS)).toBe(isDue);
  });

  it('never reminds where reminders are off', () => {
    expect(isRepeatDue(incidentOf(), since(100), 0)).toBe(false);
  });
});

describe('remind', () => {
  it('wants a reminder and remembers when', () => {
    const { incident, notify } = repeatNotification(incidentOf(), STORY_START_MS + 4 * HOUR_MS);
    expect(incident).toMatchObject({ version: 2, lastRepeatedAt: at(4) });
    expect(notify).toEqual(['repeat']);
  });
});
