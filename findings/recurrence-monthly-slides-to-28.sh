#!/usr/bin/env bash
# Guess: a window that recurs monthly from 31 January stays on the 31st: RFC 5545 leaves out the months that have no such day.
# Seen:  rrule-temporal, and node-ical with it, moves to 28 February and stays on the 28th for good; yearly from 29 February it moves to the
#        28th as well, leap years included. rrule leaves these months and years out. ical.js leaves the months out, and takes 1 March in years
#        without 29 February. With BYMONTHDAY=31 all of them agree.
# Why:   maintenance "on the last day of each month" is muted on the 28th from March on, and announced incidents wake people.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error node-ical@0.26.1 rrule-temporal@1.6.0 ical.js@2.2.1 rrule@2.8.1
cat > run.mjs <<'JS'
import assert from 'node:assert';
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import rrule from 'rrule';
import { RRuleTemporal } from 'rrule-temporal';

const recurrences = [
  { start: '20260131T020000Z', rule: 'FREQ=MONTHLY;COUNT=4' },
  { start: '20260131T020000Z', rule: 'FREQ=MONTHLY;BYMONTHDAY=31;COUNT=4' },
  { start: '20240229T020000Z', rule: 'FREQ=YEARLY;COUNT=5' },
];
const calendar = ({ start, rule }) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//example//windows//EN', 'BEGIN:VEVENT', 'UID:window', 'DTSTAMP:20240101T000000Z',
    `DTSTART:${start}`, 'DURATION:PT2H', `RRULE:${rule}`, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');
const libraries = {
  'rrule-temporal': ({ start, rule }) => new RRuleTemporal({ rruleString: `DTSTART:${start}\nRRULE:${rule}` }).all().map(String),
  'node-ical': (each) => nodeIcal.sync.parseICS(calendar(each)).window.rrule.all().map((date) => date.toISOString()),
  rrule: ({ start, rule }) => rrule.rrulestr(`DTSTART:${start}\nRRULE:${rule}`).all().map((date) => date.toISOString()),
  'ical.js': (each) => {
    const event = new ICAL.Event(new ICAL.Component(ICAL.parse(calendar(each))).getFirstSubcomponent('vevent'));
    const next = event.iterator();
    return Array.from({ length: 5 }, () => next.next()).filter(Boolean).map(String);
  },
};
console.log('node-ical 0.26.1, rrule-temporal 1.6.0, ical.js 2.2.1, rrule 2.8.1');
const seen = recurrences.map((recurrence) => {
  console.log(`  ${recurrence.rule} from ${recurrence.start}`);
  return Object.entries(libraries).map(([name, read]) => {
    const days = read(recurrence).map((text) => text.slice(0, 10)).join(' ');
    console.log(`    ${name.padEnd(15)} ${days}`);
    return days;
  });
});
const kept = '2026-01-31 2026-03-31 2026-05-31 2026-07-31';
const slid = '2026-01-31 2026-02-28 2026-03-28 2026-04-28';
const keptLeap = '2024-02-29 2028-02-29 2032-02-29 2036-02-29 2040-02-29';
const movedLeap = '2024-02-29 2025-03-01 2026-03-01 2027-03-01 2028-02-29';
const slidLeap = '2024-02-29 2025-02-28 2026-02-28 2027-02-28 2028-02-28';
assert.deepStrictEqual(seen, [
  [slid, slid, kept, kept],
  [kept, kept, kept, kept],
  [slidLeap, slidLeap, keptLeap, movedLeap],
]);
JS
node run.mjs
