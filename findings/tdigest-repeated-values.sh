#!/usr/bin/env bash
# Guess: of a thousand answers of 10 ms and one of 5,000 ms, the median and p99 are 10 ms; only the last thousandth is 5,000.
# Seen:  tdigest puts equal values into one centroid and interpolates between centroids: p50 is 15 ms, p99 is 4,905 ms. Four different
#        values and an outlier are fine, so that a test with made-up, different latencies shows nothing.
# Why:   latencies in whole milliseconds repeat all the time; one slow answer an hour would look like a slow service.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error tdigest@0.1.3
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { readFileSync } from 'node:fs';
import { TDigest } from 'tdigest';
const digestOf = (values) => {
  const digest = new TDigest();
  values.forEach((value) => digest.push(value));
  digest.compress();
  return digest;
};
const { version } = JSON.parse(readFileSync('node_modules/tdigest/package.json', 'utf8'));
const latencies = digestOf([...Array(1_000).fill(10), 5_000]);
const [p50, p99] = [0.5, 0.99].map((share) => Math.round(latencies.percentile(share)));
const different = digestOf([1, 2, 3, 4, 100]).percentile(0.5);
console.log(`tdigest ${version}: 1,000 x 10 ms and 1 x 5,000 ms: p50 ${p50}, p99 ${p99}; of 1, 2, 3, 4, 100: p50 ${different}`);
assert.deepStrictEqual([p50, p99, different], [15, 4905, 3]);
JS
node run.mjs
