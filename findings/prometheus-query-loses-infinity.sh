#!/usr/bin/env bash
# Guess: prometheus-query, the client that makes numbers of what Prometheus answers, makes Infinity of its "+Inf".
# Seen:  it makes NaN of "+Inf" and "-Inf", as of a true NaN, and so null in JSON: its `parseFloat` knows the word Infinity only.
# Why:   failures divided by successes are +Inf exactly when nothing succeeds any more. Prometheus' own rule `> 0.05` fires; the same comparison
#        in Node is false, and a chart has a gap where the outage was.
set -euo pipefail
version=2.42.0+ds-5+deb12u1
folder=$(mktemp -d); trap 'kill ${server:-} 2>/dev/null || true; wait; rm -rf "$folder"' EXIT; cd "$folder"
apt-get download -qq "prometheus=$version" 2>/dev/null; dpkg -x ./*.deb root
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error prometheus-query@3.5.1
echo 'scrape_configs: []' > config.yml
root/usr/bin/prometheus --config.file=config.yml --storage.tsdb.path=data --web.listen-address=127.0.0.1:19391 --log.level=error & server=$!
until curl -sf 127.0.0.1:19391/-/ready >/dev/null; do sleep 0.2; done
cat > run.mjs <<'JS'
import assert from 'node:assert';
import client from 'prometheus-query';
const endpoint = 'http://127.0.0.1:19391';
const driver = new client.PrometheusDriver({ endpoint });
// What stands for failures / successes, of the same job.
const shares = ['vector(1) / vector(8)', 'vector(3) / vector(0)', 'vector(0) / vector(0)'];
const ask = async (query) => (await (await fetch(`${endpoint}/api/v1/query?query=${encodeURIComponent(query)}`)).json()).data.result;
console.log(`Prometheus ${process.argv[2]}, prometheus-query 3.5.1`);
const seen = [];
for (const share of shares) {
  const [[, sent]] = (await ask(share)).map(({ value }) => value);
  const fires = (await ask(`${share} > 0.05`)).length > 0;
  const [{ value: { value } }] = (await driver.instantQuery(share)).result;
  console.log(`  ${share}: sent "${sent}", read ${value}; above 0.05: ${fires} in Prometheus, ${value > 0.05} in Node`);
  seen.push([sent, value, fires, value > 0.05]);
}
assert.deepStrictEqual(seen, [
  ['0.125', 0.125, true, true],
  ['+Inf', Number.NaN, true, false],
  ['NaN', Number.NaN, false, false],
]);
JS
node run.mjs "$version"
