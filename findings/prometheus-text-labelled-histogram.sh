#!/usr/bin/env bash
# Guess: a parser of Prometheus' text format returns a histogram or summary for each set of labels, with its sum and count.
# Seen:  parse-prometheus-text-format keeps them only where there are no labels besides `le` and `quantile`. With labels all series fall
#        into one, the last one's buckets win, and labels, sum and count are gone, without a word. Counters and gauges are right.
# Why:   every real latency histogram has labels (route, method, status): whoever imports them reads one route's figures as all.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error parse-prometheus-text-format@1.1.1
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { readFileSync } from 'node:fs';
import parse from 'parse-prometheus-text-format';
const series = (labels, fast, all, sum) => [
  `seconds_bucket{${labels}le="0.1"} ${fast}`,
  `seconds_bucket{${labels}le="+Inf"} ${all}`,
  ...[`sum${labels && `{${labels}}`} ${sum}`, `count${labels && `{${labels}}`} ${all}`].map((line) => `seconds_${line}`),
];
const histogram = (...lines) => parse(['# TYPE seconds histogram', ...lines.flat(), ''].join('\n'))[0].metrics;
const { version } = JSON.parse(readFileSync('node_modules/parse-prometheus-text-format/package.json', 'utf8'));
const plain = histogram(series('', 1, 2, 3));
const labelled = histogram(series('route="/a",', 1, 2, 3), series('route="/b",', 5, 6, 9));
console.log(`parse-prometheus-text-format ${version}`);
console.log('without labels:', JSON.stringify(plain));
console.log('two routes:    ', JSON.stringify(labelled));
assert.deepStrictEqual(plain, [{ buckets: { 0.1: '1', '+Inf': '2' }, sum: '3', count: '2' }]);
assert.deepStrictEqual(labelled, [{ buckets: { 0.1: '5', '+Inf': '6' } }]);
JS
node run.mjs
