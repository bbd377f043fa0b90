#!/usr/bin/env bash
# Guess: a Summary of prom-client that observed nothing, or nothing within `maxAgeSeconds`, has NaN for its quantiles, as Prometheus' own clients write
#        it, or leaves them out.
# Seen:  it has 0: before the first request the p99 is 0 s, and once the last one is older than the window it is 0 s again, while sum and count stay.
# Why:   a service that nobody reaches any more has the best response time of all, on the chart and to a rule like p99 > 1; and an average over instances
#        halves when one of two gets no traffic. Ask `rate(…_count)` first, or use a histogram: its quantile over nothing is NaN.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error prom-client@15.1.3
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { setTimeout as wait } from 'node:timers/promises';
import { Registry, Summary } from 'prom-client';
const registers = [new Registry()];
const summary = new Summary({ name: 'response_seconds', help: 'x', percentiles: [0.99], maxAgeSeconds: 1, ageBuckets: 2, registers });
const read = async () => {
  const lines = (await registers[0].metrics()).split('\n').filter((line) => line.startsWith('response_seconds'));
  return lines.map((line) => line.split(' ')[1]);
};
const seen = [await read()];
summary.observe(0.3);
seen.push(await read());
await wait(2_500);
seen.push(await read());
console.log('prom-client 15.1.3: p99, sum and count before, after an answer in 0.3 s, and once the window is over');
for (const row of seen) console.log(' ', ...row);
assert.deepStrictEqual(seen, [
  ['0', '0', '0'],
  ['0.3', '0.3', '1'],
  ['0', '0.3', '1'],
]);
JS
node run.mjs
