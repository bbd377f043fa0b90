#!/usr/bin/env bash
# Guess: a parser of ISO 8601 durations that accepts a minus sign, as iCalendar's triggers have it, gives a negative duration.
# Seen:  iso8601-duration accepts it and drops it: -PT15M is 900 seconds, as PT15M is. ical.js gives -900 and 900.
# Why:   "15 minutes before the maintenance" becomes 15 minutes into it.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error iso8601-duration@2.1.4 ical.js@2.2.1
cat > run.mjs <<'JS'
import assert from 'node:assert';
import ICAL from 'ical.js';
import { parse, toSeconds } from 'iso8601-duration';
console.log('iso8601-duration 2.1.4, ical.js 2.2.1: seconds');
const seen = ['PT15M', '-PT15M', '-P1D'].map((text) => {
  const seconds = [toSeconds(parse(text)), ICAL.Duration.fromString(text).toSeconds()];
  console.log(' ', text, ...seconds);
  return seconds;
});
assert.deepStrictEqual(seen, [
  [900, 900],
  [900, -900],
  [86_400, -86_400],
]);
JS
node run.mjs
