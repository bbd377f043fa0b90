#!/usr/bin/env bash
# Guess: two attributes of OpenTelemetry whose names become one label of Prometheus, `http.route` and `http_route`, are joined to one, as the
#        specification says ("/a;/b"), or one of them wins.
# Seen:  the exporter writes the label twice. Prometheus then refuses not that series but all that the target exposes: `up` is 0, and no metric of it
#        arrives, though each scrape was answered with 200. Without the second attribute all is well.
# Why:   one library that still writes the older name, beside one that writes the newer, makes a whole service dark, with an alert "target is down"
#        for one that is up.
set -euo pipefail
version=2.42.0+ds-5+deb12u1
folder=$(mktemp -d); trap 'kill ${server:-} ${app:-} 2>/dev/null || true; wait; rm -rf "$folder"' EXIT; cd "$folder"
apt-get download -qq "prometheus=$version" 2>/dev/null; dpkg -x ./*.deb root
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error @opentelemetry/exporter-prometheus@0.223.0 @opentelemetry/sdk-metrics@2.12.1 @opentelemetry/api@1.9.1
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { setTimeout as pause } from 'node:timers/promises';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
const prometheus = 'http://127.0.0.1:19434/api/v1';
const serve = async (port, attributes) => {
  const exporter = new PrometheusExporter({ host: '127.0.0.1', port });
  const meter = new MeterProvider({ readers: [exporter] }).getMeter('shop');
  meter.createGauge('queue_length').record(7);
  meter.createCounter('requests').add(1, attributes);
  return exporter;
};
const exporters = [await serve(19_435, { 'http.route': '/a' }), await serve(19_436, { 'http.route': '/a', http_route: '/b' })];
const ask = async (query) => (await (await fetch(`${prometheus}/query?query=${encodeURIComponent(query)}`)).json()).data.result[0]?.value[1];
const targets = async () => (await (await fetch(`${prometheus}/targets`)).json()).data.activeTargets;
const asked = async () => (await targets()).every(({ health }) => health !== 'unknown') && (await ask('count(up)')) === '2';
while (!(await asked().catch(() => false))) await pause(200);
console.log(`exporter-prometheus 0.223.0, Prometheus ${process.argv[2]}`);
const seen = [];
for (const port of [19_435, 19_436]) {
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
  const line = (await answer.text()).split('\n').find((text) => text.startsWith('requests_total{'));
  const at = `{instance="127.0.0.1:${port}"}`;
  const [up, length] = [await ask(`up${at}`), await ask(`queue_length${at}`)];
  const { lastError } = (await targets()).find(({ scrapeUrl }) => scrapeUrl.includes(port));
  console.log(`  ${answer.status} ${line}\n    up ${up}, queue_length ${length}; ${lastError}`);
  seen.push([answer.status, line.match(/http_route=/g).length, up, length, /not unique/.test(lastError)]);
}
assert.deepStrictEqual(seen, [
  [200, 1, '1', '7', false],
  [200, 2, '0', undefined, true],
]);
await Promise.all(exporters.map((exporter) => exporter.shutdown()));
process.exit();
JS
cat > config.yml <<'YML'
scrape_configs: [{ job_name: shop, scrape_interval: 1s, static_configs: [{ targets: ['127.0.0.1:19435', '127.0.0.1:19436'] }] }]
YML
node run.mjs "$version" & app=$!
until curl -sf 127.0.0.1:19436/metrics >/dev/null; do sleep 0.2; done
root/usr/bin/prometheus --config.file=config.yml --storage.tsdb.path=data --web.listen-address=127.0.0.1:19434 --log.level=error & server=$!
wait "$app"
