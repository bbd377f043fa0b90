#!/usr/bin/env bash
# Guess: `increment('errors', 0)` of a StatsD client adds nothing, and `increment('open', -2)` takes two away: StatsD's counters take any number.
# Seen:  node-statsd sends 1 for 0, and -1 for `decrement('open', 0)`. statsd-client sends 2 for -2. hot-shots sends what it was given.
# Why:   a job that reports after each run how many of its items failed has an error for each good run: the rate of errors is never 0, and rises the
#        more often the job runs well.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error node-statsd@0.1.1 statsd-client@0.4.7 hot-shots@17.1.1
cat > run.cjs <<'JS'
const assert = require('node:assert');
const dgram = require('node:dgram');
const { once } = require('node:events');
const HotShots = require('hot-shots');
const NodeStatsd = require('node-statsd');
const StatsdClient = require('statsd-client');

const server = dgram.createSocket('udp4');
const lines = [];
server.on('message', (message) => lines.push(...String(message).split('\n').filter(Boolean)));
server.bind(0, '127.0.0.1', async () => {
  const options = { host: '127.0.0.1', port: server.address().port };
  const clients = {
    'node-statsd 0.1.1': new NodeStatsd(options),
    'statsd-client 0.4.7': new StatsdClient(options),
    'hot-shots 17.1.1': new HotShots(options),
  };
  const seen = [];
  for (const [name, client] of Object.entries(clients)) {
    client.increment('errors', 3);
    client.increment('errors', 0);
    client.increment('open', -2);
    client.decrement('open', 0);
    while (lines.length < 4) await once(server, 'message');
    seen.push(lines.splice(0));
    console.log(`${name}: errors 3, errors 0, open -2, open -0 are sent as ${seen.at(-1).join(', ')}`);
  }
  assert.deepStrictEqual(seen, [
    ['errors:3|c', 'errors:1|c', 'open:-2|c', 'open:-1|c'],
    ['errors:3|c', 'errors:0|c', 'open:2|c', 'open:0|c'],
    ['errors:3|c', 'errors:0|c', 'open:-2|c', 'open:0|c'],
  ]);
  process.exit();
});
JS
timeout 30 node run.cjs
