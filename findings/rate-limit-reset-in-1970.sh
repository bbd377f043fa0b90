#!/usr/bin/env bash
# Guess: a parser of rate limit headers that fills `reset` from Retry-After understands its seconds as a time to wait, as HTTP says.
# Seen:  ratelimit-header-parser takes the number for seconds since 1970 where Retry-After is the header that it has: 90 is a minute and a half
#        into that year. The same number in X-RateLimit-Reset is 90 seconds from now. A date in Retry-After, which HTTP allows as well, becomes
#        an invalid date.
# Why:   whoever waits until `reset` asks again at once, and is refused for longer.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error ratelimit-header-parser@0.1.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { parseRateLimit } from 'ratelimit-header-parser';
const counted = { 'X-RateLimit-Limit': '5', 'X-RateLimit-Remaining': '0' };
const in90Seconds = new Date(Math.floor(Date.now() / 1_000) * 1_000 + 90_000);
const answers = [{ 'X-RateLimit-Reset': '90' }, { 'Retry-After': '90' }, { 'Retry-After': in90Seconds.toUTCString() }];
console.log('ratelimit-header-parser 0.1.0, asked at', new Date().toISOString());
const [byReset, bySeconds, byDate] = answers.map((answer) => {
  const { reset } = parseRateLimit(new Headers({ ...counted, ...answer }));
  console.log(' ', JSON.stringify(answer), '->', String(reset));
  return reset;
});
assert.ok(Math.abs(byReset - in90Seconds) < 30_000);
assert.strictEqual(bySeconds.toISOString(), '1970-01-01T00:01:30.000Z');
assert.ok(Number.isNaN(byDate.getTime()));
JS
node run.mjs
