#!/usr/bin/env bash
# Guess: convict's format `duration`, "milliseconds or a human readable string", reads "1.5 hours" as an hour and a half, or its validation refuses it.
# Seen:  it takes the whole number before the point, and the first two words: "1.5 hours" and "1 hour 30 minutes" are an hour, "0.5 hours" is 0, and
#        "2h" is 2 milliseconds. Validation passes, as it sees the number that came out.
# Why:   a pause between two reminders, or a grace period for a job, that was set to half an hour is none at all: every look is a late one.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error convict@6.2.5 convict-format-with-moment@6.2.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import convict from 'convict';
import formats from 'convict-format-with-moment';
convict.addFormats(formats);
const MINUTE_MS = 60_000;
const read = (text) => {
  const config = convict({ pause: { format: 'duration', default: '15 minutes' } });
  config.load({ pause: text }).validate({ allowed: 'strict' });
  return config.get('pause');
};
console.log('convict 6.2.5, convict-format-with-moment 6.2.0: milliseconds');
const texts = ['90 minutes', '1.5 hours', '1 hour 30 minutes', '0.5 hours', '2h'];
const seen = texts.map((text) => {
  const duration = read(text);
  console.log(' ', text, '->', duration);
  return duration;
});
assert.deepStrictEqual(seen, [90 * MINUTE_MS, 60 * MINUTE_MS, 60 * MINUTE_MS, 0, 2]);
JS
node run.mjs
