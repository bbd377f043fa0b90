#!/usr/bin/env bash
# Guess: with `clusterMetrics()` of prom-client a Summary of four workers, each of which answers in 0.1 s, has a p99 near 0.1 s and the count of all,
#        for the workers are one service; or the quantiles are left out, as they cannot be put together.
# Seen:  the quantiles are added: the p99 is 0.4 s. No other `aggregator` is right for a Summary: 'average' and 'max' have the p99, but divide
#        the count and the sum by four, or take the busiest worker's, so that the rate of requests is a quarter.
# Why:   latency grows with each worker that is added, and an alert on it fires when the service is scaled up; mended the documented way, the same
#        metric loses most of its requests.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error prom-client@15.1.3
cat > run.mjs <<'JS'
import assert from 'node:assert';
import cluster from 'node:cluster';
import { once } from 'node:events';
import client from 'prom-client';
const WORKERS = 4;
const aggregators = ['sum', 'average', 'max'];

if (cluster.isWorker) {
  new client.AggregatorRegistry();
  for (const aggregator of aggregators) {
    const summary = new client.Summary({ name: `${aggregator}_seconds`, help: 'Time to answer.', percentiles: [0.5, 0.99], aggregator });
    for (let request = 0; request < 100; request += 1) summary.observe(0.1);
  }
  process.send('observed');
} else {
  const registry = new client.AggregatorRegistry();
  for (let number = 0; number < WORKERS; number += 1) await once(cluster.fork(), 'message');
  const text = await registry.clusterMetrics();
  const value = (series) => Number(text.split('\n').find((line) => line.startsWith(`${series} `)).split(' ')[1]);
  console.log(`prom-client 15.1.3: ${WORKERS} workers, 100 answers of 0.1 s each`);
  const seen = aggregators.map((aggregator) => {
    const name = `${aggregator}_seconds`;
    const [p99, count, sum] = [`${name}{quantile="0.99"}`, `${name}_count`, `${name}_sum`].map(value);
    console.log(`  aggregator ${aggregator}: p99 ${p99}, count ${count}, sum ${sum.toFixed(1)}`);
    return [p99, count];
  });
  assert.deepStrictEqual(seen, [[0.4, 400], [0.1, 100], [0.1, 100]]);
  process.exit();
}
JS
timeout 60 node run.mjs
