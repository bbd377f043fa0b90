#!/usr/bin/env bash
# Guess: `gauge('offset', -5)` of hot-shots, which has `gaugeDelta` of its own for changes, sets the gauge to -5, at StatsD as at Datadog.
# Seen:  it sends "offset:-5|g", which StatsD reads as a change: after 10 the gauge is 5, and each report of the same -5 takes away five more.
#        `gauge('offset', 0)` in front of each makes it -5.
# Why:   what may be below zero is what one watches for it: the offset of a clock, the days left of a certificate, the room left of a budget. A value
#        that stands still at -5 slides away at the pace of its reports, and one that rises to -3 falls.
set -euo pipefail
folder=$(mktemp -d); trap 'kill ${server:-} 2>/dev/null || true; rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error statsd@0.9.0 hot-shots@17.1.1
echo '{ port: 18125, mgmt_port: 18126, address: "127.0.0.1", mgmt_address: "127.0.0.1", backends: [], flushInterval: 60000 }' > config.js
node node_modules/statsd/stats.js config.js >/dev/null 2>&1 & server=$!
cat > run.cjs <<'JS'
const assert = require('node:assert');
const net = require('node:net');
const { setTimeout: wait } = require('node:timers/promises');
const { StatsD } = require('hot-shots');
function gauges() {
  return new Promise((resolve, reject) => {
    const socket = net.connect(18126, '127.0.0.1', () => socket.write('gauges\n'));
    let text = '';
    socket.on('error', reject).on('data', (data) => {
      text += data;
      if (!text.includes('END')) return;
      resolve(Object.fromEntries([...text.matchAll(/(\w+): (-?\d+)/g)].map(([, name, value]) => [name, Number(value)])));
      socket.end('quit\n');
    });
  });
}
async function main() {
  for (let tries = 0; tries < 50; tries += 1) if (await gauges().catch(() => false)) break; else await wait(100);
  const client = new StatsD({ host: '127.0.0.1', port: 18125, maxBufferSize: 0 });
  const seen = [];
  for (const value of [10, -5, -5, -3]) {
    client.gauge('offset', value);
    client.gauge('both', 0);
    client.gauge('both', value);
    await wait(200);
    const { offset, both } = await gauges();
    seen.push([value, offset, both]);
  }
  console.log('hot-shots 17.1.1, statsd 0.9.0: reported, the gauge, the gauge with 0 sent in front');
  for (const row of seen) console.log(' ', ...row);
  assert.deepStrictEqual(seen, [
    [10, 10, 10],
    [-5, 5, -5],
    [-5, 0, -5],
    [-3, -3, -3],
  ]);
  process.exit();
}
main().catch((error) => { console.error(error); process.exit(1); });
JS
node run.cjs
