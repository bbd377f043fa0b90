#!/usr/bin/env bash
# Guess: a view of OpenTelemetry that leaves out an attribute, `worker`, adds up what is left: of 5 jobs of one worker and 7 of another there are 12,
#        for counters that are observed as for those that are counted.
# Seen:  of a `createCounter` there are 12. Of a `createObservableCounter` or an observable up-down counter there are 7, those of the worker that was
#        observed last; in the other order 5. Issue 2905 of open-telemetry/opentelemetry-specification is about this.
# Why:   an attribute is left out where it has too many values, so it is the largest fleets whose depth of queues or bytes sent is that of one
#        member, and jumps to another's when their order changes. The totals of counters beside it, under the same view, are right.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error @opentelemetry/sdk-metrics@2.12.1 @opentelemetry/api@1.9.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { createAllowListAttributesProcessor, MeterProvider, MetricReader } from '@opentelemetry/sdk-metrics';
class Reader extends MetricReader {
  async onForceFlush() {}
  async onShutdown() {}
}
const workers = [[5, { queue: 'mail', worker: '1' }], [7, { queue: 'mail', worker: '2' }]];
/** What is exported of the workers' jobs, in this order, with all attributes or with `queue` alone. */
const exported = async (create, order, attributesProcessors) => {
  const reader = new Reader();
  const meter = new MeterProvider({ readers: [reader], views: [{ instrumentName: '*', attributesProcessors }] }).getMeter('jobs');
  const instrument = meter[create]('jobs');
  if (instrument.add) order.forEach(([jobs, attributes]) => instrument.add(jobs, attributes));
  else instrument.addCallback((result) => order.forEach(([jobs, attributes]) => result.observe(jobs, attributes)));
  const { resourceMetrics, errors } = await reader.collect();
  assert.deepStrictEqual(errors, []);
  return resourceMetrics.scopeMetrics[0].metrics[0].dataPoints.map(({ value }) => value);
};
console.log('@opentelemetry/sdk-metrics 2.12.1: all attributes; queue alone; queue alone, workers in the other order');
const seen = {};
for (const create of ['createCounter', 'createUpDownCounter', 'createObservableCounter', 'createObservableUpDownCounter']) {
  const queue = [createAllowListAttributesProcessor(['queue'])];
  seen[create] = [await exported(create, workers), await exported(create, workers, queue), await exported(create, workers.toReversed(), queue)];
  console.log(' ', create.padEnd(30), JSON.stringify(seen[create]));
}
assert.deepStrictEqual(seen, {
  createCounter: [[5, 7], [12], [12]],
  createUpDownCounter: [[5, 7], [12], [12]],
  createObservableCounter: [[5, 7], [7], [5]],
  createObservableUpDownCounter: [[5, 7], [7], [5]],
});
JS
node run.mjs
