#!/usr/bin/env bash
# Guess: OpenTelemetry's JSON exporter writes a gauge that is NaN as "NaN" and 64-bit counts as text, as Protocol Buffers' JSON asks.
# Seen:  NaN leaves as `"asDouble":null`, an absent value to a receiver; the times are text, but `asInt` and `bucketCounts` are plain numbers.
# Why:   "could not be measured" becomes "no value", which one receiver drops and another reads as 0.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error @opentelemetry/exporter-metrics-otlp-http@0.223.0 @opentelemetry/sdk-metrics@2.12.1 @opentelemetry/api@1.9.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import http from 'node:http';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';

const bodies = [];
const server = http.createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  bodies.push(JSON.parse(body));
  response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const exporter = new OTLPMetricExporter({ url: `http://127.0.0.1:${server.address().port}/v1/metrics` });
const provider = new MeterProvider({
  readers: [new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 })],
});
const meter = provider.getMeter('finding');
meter.createObservableGauge('gauge').addCallback((result) => result.observe(Number.NaN));
meter.createCounter('counter', { valueType: 0 }).add(7);
await provider.forceFlush();
await provider.shutdown();
server.closeAllConnections();
server.close();
const metrics = bodies[0].resourceMetrics[0].scopeMetrics[0].metrics;
const [gauge] = metrics.find(({ name }) => name === 'gauge').gauge.dataPoints;
const [counter] = metrics.find(({ name }) => name === 'counter').sum.dataPoints;
console.log('exporter-metrics-otlp-http 0.223.0: gauge', JSON.stringify(gauge));
console.log('counter', JSON.stringify(counter));
assert.strictEqual(gauge.asDouble, null);
assert.strictEqual(counter.asInt, 7);
assert.strictEqual(typeof counter.timeUnixNano, 'string');
JS
node run.mjs
