#!/usr/bin/env bash
# Guess: libraries that accept an ISO 8601 duration agree on it, where the standard leaves no doubt: P1M is a month, PT1,5H an hour and a half.
# Seen:  parse-duration accepts both and reads P1M as a minute and PT1,5H as 15 hours. luxon takes the comma for no duration.
#        iso8601-duration has 30 days and 5400 seconds.
# Why:   a maintenance window or a retention written by one tool lasts a minute, or ten times as long, in the next one.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error parse-duration@2.1.9 iso8601-duration@2.1.4 luxon@3.7.2
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { parse, toSeconds } from 'iso8601-duration';
import { Duration } from 'luxon';
import parseDuration from 'parse-duration';
console.log('seconds by parse-duration 2.1.9, iso8601-duration 2.1.4, luxon 3.7.2');
const seen = ['PT1M', 'P1M', 'PT1.5H', 'PT1,5H'].map((text) => {
  const seconds = [parseDuration(text, 's'), toSeconds(parse(text)), Duration.fromISO(text).as('seconds')];
  console.log(' ', text, ...seconds);
  return seconds;
});
assert.deepStrictEqual(seen, [
  [60, 60, 60],
  [60, 2_592_000, 2_592_000],
  [5_400, 5_400, 5_400],
  [54_000, 5_400, NaN],
]);
JS
node run.mjs
