#!/usr/bin/env bash
# Guess: a middleware that counts requests counts one whose client gave up waiting, as an error or under a status of its own, and its gauge of requests in
#        progress goes down when that is over.
# Seen:  of three for Express one does. express-prom-bundle counts it as 499. prometheus-api-metrics counts it nowhere: two requests that nobody waited for
#        leave no sample. swagger-stats counts it as received, never with a status, and as "in processing" for good.
# Why:   when a service hangs its users give up: the share of errors stays at 0, the number of finished requests falls as if nobody came, and the gauge
#        of requests in progress climbs and never comes back, long after all is well.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error --legacy-peer-deps \
  express@5.3.0 express-prom-bundle@8.0.0 prometheus-api-metrics@4.0.0 swagger-stats@0.99.7 prom-client@15.1.3 >/dev/null 2>&1
cat > run.cjs <<'JS'
const express = require('express');
const http = require('node:http');
const { once } = require('node:events');
const { setTimeout: wait } = require('node:timers/promises');
const MIDDLEWARES = {
  'express-prom-bundle': [() => require('express-prom-bundle')({ includePath: true }), '/metrics'],
  'prometheus-api-metrics': [() => require('prometheus-api-metrics')(), '/metrics'],
  'swagger-stats': [() => require('swagger-stats').getMiddleware({}), '/swagger-stats/metrics'],
};
const [make, metrics] = MIDDLEWARES[process.argv[2]];
async function main() {
  const app = express().use(make());
  app.get('/quick', (_, response) => response.send('ok'));
  app.get('/slow', (_, response) => setTimeout(() => response.status(503).send('late'), 300));
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${server.address().port}`;
  await (await fetch(`${origin}/quick`)).text();
  for (let times = 0; times < 2; times += 1) {
    const request = http.get(`${origin}/slow`, { agent: false }).on('error', () => undefined);
    setTimeout(() => request.destroy(), 100);
    await new Promise((resolve) => request.on('close', resolve));
  }
  await wait(600);
  const lines = (await (await fetch(`${origin}${metrics}`)).text()).split('\n');
  const counts = lines.filter((line) => /^(http_request_duration_seconds_count|api_all_request_total|api_all_request_in_processing_total|api_request_total)\b/.test(line));
  const named = counts.map((line) => {
    const [, name, labels = '', value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line);
    const of = Object.fromEntries([...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, text]) => [key, text]));
    return [name, of.path ?? of.route ?? '', of.status_code ?? of.code ?? '', value].filter(Boolean).join(' ');
  });
  console.log(JSON.stringify(named));
  process.exit();
}
void main();
JS
cat > all.mjs <<'JS'
import assert from 'node:assert';
import { execFileSync } from 'node:child_process';
const seen = Object.fromEntries(
  ['express-prom-bundle', 'prometheus-api-metrics', 'swagger-stats'].map((name) => [
    name,
    JSON.parse(execFileSync('node', ['run.cjs', name], { encoding: 'utf8' })),
  ]),
);
console.log('one request that is answered, two that are given up after 100 ms; counts by path and status:', seen);
assert.deepStrictEqual(seen, {
  'express-prom-bundle': ['http_request_duration_seconds_count /quick 200 1', 'http_request_duration_seconds_count /slow 499 2'],
  'prometheus-api-metrics': ['http_request_duration_seconds_count /quick 200 1'],
  'swagger-stats': ['api_all_request_total 3', 'api_all_request_in_processing_total 2', 'api_request_total /quick 200 1'],
});
JS
node all.mjs
