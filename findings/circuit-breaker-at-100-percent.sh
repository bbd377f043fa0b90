#!/usr/bin/env bash
# Guess: a breaker of opossum with `errorThresholdPercentage: 100` opens when each of its calls fails: "the error percentage at which to open".
# Seen:  it never opens: the share has to be above the number, and cannot be. Every call of an outage goes out. With 50 it stays closed as well
#        where exactly every second call fails; 99 opens.
# Why:   "only when really nothing gets through" is the careful choice for a channel that delivers alerts; it turns the breaker off without a
#        word, and each alert waits for its timeout.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error opossum@9.0.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import CircuitBreaker from 'opossum';
/** How many of thirty calls went out through a breaker that may open from the tenth call on. */
async function callsThrough(errorThresholdPercentage, fails) {
  let calls = 0;
  const call = async () => {
    calls += 1;
    if (fails(calls)) throw new Error('no answer');
  };
  const breaker = new CircuitBreaker(call, { errorThresholdPercentage, volumeThreshold: 10, resetTimeout: 60_000 });
  for (let turn = 0; turn < 30; turn += 1) await breaker.fire().catch(() => undefined);
  const { opened } = breaker;
  breaker.shutdown();
  return { calls, opened };
}
const everyCall = () => true;
const seen = {
  '100, every call fails': await callsThrough(100, everyCall),
  '99, every call fails': await callsThrough(99, everyCall),
  '50, every second call fails': await callsThrough(50, (call) => call % 2 === 0),
  '49, every second call fails': await callsThrough(49, (call) => call % 2 === 0),
};
console.log('opossum 9.0.0: of thirty calls went out');
for (const [name, { calls, opened }] of Object.entries(seen)) console.log(`  ${name}: ${calls}, ${opened ? 'open' : 'closed'}`);
assert.deepStrictEqual(Object.values(seen), [
  { calls: 30, opened: false },
  { calls: 10, opened: true },
  { calls: 30, opened: false },
  { calls: 10, opened: true },
]);
JS
node run.mjs
