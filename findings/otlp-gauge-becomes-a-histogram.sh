#!/usr/bin/env bash
# Guess: what turns Prometheus' text into OTLP goes by the type that the text declares, and keeps the buckets of a histogram.
# Seen:  promotel goes by the end of the name: a gauge `connections_count`, declared as one, becomes a histogram named `connections` that has counted
#        7 observations, and a counter `words_sum` one of none whose sum is 7. A real histogram arrives with one bucket and no bounds. Gauges and
#        counters with other names, and summaries, are right.
# Why:   gauges are named like that, connections per state of a database for instance: the metric that an alert names is not there at all, and
#        no p99 can be had of any latency that went this way. Nothing is refused, as each of them is a valid histogram.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error @platformatic/promotel@0.2.2 prom-client@15.1.3
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { convert, parse } from '@platformatic/promotel';
import prom from 'prom-client';
const registers = [new prom.Registry()];
new prom.Gauge({ name: 'connections_open', help: 'Open now', registers }).set(7);
new prom.Gauge({ name: 'connections_count', help: 'Open now', registers }).set(7);
new prom.Counter({ name: 'words_sum', help: 'All words', registers }).inc(7);
const latency = new prom.Histogram({ name: 'latency_seconds', help: 'Of answers', buckets: [0.1, 1], registers });
for (const seconds of [0.05, 0.5, 0.5, 5]) latency.observe(seconds);
const text = await registers[0].metrics();
console.log(text);
console.log('promotel 0.2.2, of the text of prom-client 15.1.3:');
const { resource_metrics: [{ scope_metrics: [{ metrics }] }] } = convert(parse(text));
const seen = metrics.map(({ name, gauge, sum, histogram }) => {
  const [kind, { data_points: [point] }] = gauge ? ['gauge', gauge] : sum ? ['sum', sum] : ['histogram', histogram];
  const values = histogram ? [Number(point.count), point.sum, point.bucket_counts.map(Number), point.explicit_bounds] : [point.as_double];
  console.log(' ', name, kind, JSON.stringify(values));
  return [name, kind, ...values];
});
assert.deepStrictEqual(seen, [
  ['connections_open', 'gauge', 7],
  ['connections', 'histogram', 7, 0, [], []],
  ['words', 'histogram', 0, 7, [], []],
  ['latency_seconds', 'histogram', 4, 6.05, [4], []],
]);
JS
node run.mjs
