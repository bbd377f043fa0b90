#!/usr/bin/env bash
# Guess: chrono-node reads "2026-12-01T10:00:00.123456Z" as it reads "…00.123Z": UTC, to the millisecond, or to the second if need be.
# Seen:  from the fifth digit of the fraction on it stops before the point: fraction and zone are left over as text, and 10:00 is a time of the
#        machine's own zone. The same with "+09:00". Of four digits or fewer it makes whole milliseconds: .1234 is 1.234 s, .5 is 5 ms. Three
#        are right.
# Why:   Python, Rust and PostgreSQL write six digits, Go up to nine: what is picked from a log or an incident's text is hours away from what happened
#        in the same second, and a machine on UTC shows it with other offsets only.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error chrono-node@2.10.3
cat > run.mjs <<'JS'
import assert from 'node:assert';
import * as chrono from 'chrono-node';
process.env.TZ = 'America/New_York';
const texts = ['10:00:00.123Z', '10:00:00.5Z', '10:00:00.1234Z', '10:00:00.12345Z', '10:00:00.123456Z', '10:00:00.123456+09:00'];
console.log('chrono-node 2.10.3 on a machine in New York: what it read, when that is; Date itself');
const seen = texts.map((time) => {
  const text = `2026-12-01T${time}`;
  const [{ text: read, start }] = chrono.parse(`replica lost at ${text}`, new Date('2026-12-01T12:00:00Z'));
  console.log(`  ${text}: "${read}"`, start.date().toISOString(), '; ', new Date(text).toISOString());
  return [read, start.date().toISOString()];
});
assert.deepStrictEqual(seen, [
  ['2026-12-01T10:00:00.123Z', '2026-12-01T10:00:00.123Z'],
  ['2026-12-01T10:00:00.5Z', '2026-12-01T10:00:00.005Z'],
  ['2026-12-01T10:00:00.1234Z', '2026-12-01T10:00:01.234Z'],
  ['2026-12-01T10:00:00', '2026-12-01T15:00:00.000Z'],
  ['2026-12-01T10:00:00', '2026-12-01T15:00:00.000Z'],
  ['2026-12-01T10:00:00', '2026-12-01T15:00:00.000Z'],
]);
JS
node run.mjs
