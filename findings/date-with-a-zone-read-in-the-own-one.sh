#!/usr/bin/env bash
# Guess: a date that says its zone, "2026-11-30T10:00:00Z" or "+09:00", is the same moment on each machine.
# Seen:  any-date-parser takes the zone of the machine off once more: on one in Seoul 10:00Z is 01:00Z, and 10:00+09:00 is 16:00Z of the day before.
#        With the machine on UTC all is right. It does read the zone, as `attempt()` shows. The form of HTTP dates and feeds, "Mon, 30 Nov 2026
#        10:00:00 GMT", is wrong in the same way.
# Why:   tests and containers run on UTC, where nothing shows; on the laptop of whoever looks, or a server that has a zone, what a vendor reports of its
#        incident happened nine hours earlier, or lies in the future.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error any-date-parser@2.2.4
cat > run.mjs <<'JS'
import assert from 'node:assert';
import module from 'any-date-parser';
const parser = module.default ?? module;
const texts = ['2026-11-30T10:00:00Z', '2026-11-30T10:00:00+09:00', 'Mon, 30 Nov 2026 10:00:00 GMT'];
const zones = ['UTC', 'Asia/Seoul', 'America/New_York'];
console.log('any-date-parser 2.2.4; Date itself; on a machine in', ...zones);
const seen = texts.map((text) => {
  const moments = zones.map((zone) => {
    process.env.TZ = zone;
    return parser.fromString(text).toISOString().slice(0, 16);
  });
  console.log(`  ${text}, offset ${parser.attempt(text).offset}:`, ...moments, '; ', new Date(text).toISOString().slice(0, 16));
  return moments;
});
assert.deepStrictEqual(seen, [
  ['2026-11-30T10:00', '2026-11-30T01:00', '2026-11-30T15:00'],
  ['2026-11-30T01:00', '2026-11-29T16:00', '2026-11-30T06:00'],
  ['2026-11-30T10:00', '2026-11-30T01:00', '2026-11-30T15:00'],
]);
JS
node run.mjs
