#!/usr/bin/env bash
# Guess: ics, told by `startInputType: 'utc'` that the numbers of a start are UTC, reads those in `exclusionDates` as UTC as well: such a date has to
#        name a start to take it out.
# Seen:  it reads them in the zone of the machine. In Seoul a window daily at 22:00Z without 2 December has "EXDATE:20261202T130000Z", which is no
#        occurrence, so that nothing is taken out: ical.js has the window on the 2nd, too. With the machine on UTC it has not.
# Why:   maintenance that was called off for a night is still in the calendar, and what is down that night wakes nobody. A test on UTC sees
#        nothing of it.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error ics@3.12.0 ical.js@2.2.1
cat > run.mjs <<'JS'
import assert from 'node:assert';
import ICAL from 'ical.js';
import { createEvent } from 'ics';
const write = () => createEvent({
  uid: 'maintenance', title: 'Maintenance', start: [2026, 12, 1, 22, 0], startInputType: 'utc', duration: { hours: 2 },
  recurrenceRule: 'FREQ=DAILY;COUNT=3', exclusionDates: [[2026, 12, 2, 22, 0]],
});
console.log('ics 3.12.0 on a machine in this zone; what ical.js 2.2.1 reads of it');
const seen = ['UTC', 'Asia/Seoul'].map((zone) => {
  process.env.TZ = zone;
  const { error, value } = write();
  assert.ifError(error);
  const lines = value.split('\r\n').filter((line) => /^(DTSTART|EXDATE)/.test(line));
  const event = new ICAL.Event(new ICAL.Component(ICAL.parse(value)).getFirstSubcomponent('vevent'));
  const days = [];
  for (let each = event.iterator(), next; (next = each.next()); ) days.push(next.day);
  console.log(`  ${zone}:`, ...lines, '; days in December:', ...days);
  return [...lines, days];
});
assert.deepStrictEqual(seen, [
  ['DTSTART:20261201T220000Z', 'EXDATE:20261202T220000Z', [1, 3]],
  ['DTSTART:20261201T220000Z', 'EXDATE:20261202T130000Z', [1, 2, 3]],
]);
JS
node run.mjs
