#!/usr/bin/env bash
# Guess: of an event on 1 December with `RDATE` for the 5th and the 9th, a library of iCalendar that gives occurrences gives these three days:
#        RFC 5545 has DTSTART begin the set and RDATE add to it.
# Seen:  node-ical gives the 1st, ical.js the 5th and the 9th: they have no day in common. ical.js finds the 1st once it is repeated in RDATE, or
#        once there is an RRULE; node-ical leaves out the dates beside an RRULE as well.
# Why:   maintenance on a few dates of one's own choosing is written like that. Which nights are quiet depends on the library, and nothing
#        says that one is missing.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error ical.js@2.2.1 node-ical@0.26.1
cat > run.mjs <<'JS'
import assert from 'node:assert';
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
const calendar = (...lines) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//example//maintenance//EN', 'BEGIN:VEVENT', 'UID:window', 'DTSTAMP:20261101T000000Z',
    'DTSTART:20261201T020000Z', 'DURATION:PT1H', ...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');
const libraries = {
  'ical.js 2.2.1': (text) => {
    const occurrences = new ICAL.Event(new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent')).iterator();
    const days = [];
    for (let next = occurrences.next(); next; next = occurrences.next()) days.push(next.day);
    return days;
  },
  'node-ical 0.26.1': (text) =>
    nodeIcal
      .expandRecurringEvent(nodeIcal.sync.parseICS(text).window, { from: new Date('2026-11-30'), to: new Date('2026-12-31') })
      .map(({ start }) => start.getUTCDate()),
};
const events = {
  'dates 5, 9': ['RDATE:20261205T020000Z,20261209T020000Z'],
  'dates 1, 5, 9': ['RDATE:20261201T020000Z,20261205T020000Z,20261209T020000Z'],
  'daily, twice, and date 9': ['RRULE:FREQ=DAILY;COUNT=2', 'RDATE:20261209T020000Z'],
};
const seen = Object.entries(events).map(([name, lines]) => {
  console.log(`from 1 December, ${name}:`);
  return Object.entries(libraries).map(([library, read]) => {
    const days = read(calendar(...lines));
    console.log(`  ${library}:`, days.join(' '));
    return days;
  });
});
assert.deepStrictEqual(seen, [
  [[5, 9], [1]],
  [[1, 5, 9], [1]],
  [[1, 2, 9], [1, 2]],
]);
JS
TZ=UTC node run.mjs
