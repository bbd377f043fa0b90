#!/usr/bin/env bash
# Guess: prom-client's `Pushgateway`, which encodes what it puts into the URL, pushes a group of any value, `{ disk: '/data' }` or a URL, or its promise
#        is rejected.
# Seen:  with "/data" and "https://example.org/health" the promise is resolved, and nothing was pushed: the gateway undoes %2F, takes // for one / and
#        answers 301, which prom-client takes for good. "api/v1/users" arrives as two labels, `path="api"` and `v1="users"`; only where one part is left
#        over the push is rejected. A label named "disk@base64" with the value in base64, the gateway's own way, does pass through prom-client.
# Why:   a nightly job says "pushed" for the disk or the page that it checked, and its time of last success does not exist: an alert on its age has
#        nothing to compare, and never fires. A group named "backup" beside it works.
set -euo pipefail
version=1.5.1-2+b5
folder=$(mktemp -d); trap 'kill ${gateway:-} 2>/dev/null || true; wait; rm -rf "$folder"' EXIT; cd "$folder"
apt-get download -qq "prometheus-pushgateway=$version" 2>/dev/null; dpkg -x ./*.deb root
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error prom-client@15.1.3
port=$(node -e "const server = require('net').createServer().listen(0, '127.0.0.1', () => { console.log(server.address().port); server.close(); })")
root/usr/bin/prometheus-pushgateway --web.listen-address="127.0.0.1:$port" 2>log &
gateway=$!
cat > run.mjs <<'JS'
import assert from 'node:assert';
import client from 'prom-client';
const [version, port] = process.argv.slice(2);
const url = `http://127.0.0.1:${port}`;
for (let tries = 0; !(await fetch(`${url}/-/ready`).then(({ ok }) => ok, () => false)); tries += 1) {
  assert(tries < 300, 'the gateway does not start');
  await new Promise((done) => setTimeout(done, 100));
}
const registry = new client.Registry();
new client.Gauge({ name: 'last_success', help: 'seconds', registers: [registry] }).set(5);
const gateway = new client.Pushgateway(url, {}, registry);
const series = async () => (await (await fetch(`${url}/metrics`)).text()).split('\n').filter((line) => line.startsWith('last_success'));
/** What the promise says, and the labels of what is there afterwards that was not there before. */
const push = async (groupings) => {
  const before = await series();
  const said = await gateway.push({ jobName: 'night', groupings }).then(({ resp }) => `resolved, ${resp.statusCode}`, () => 'rejected');
  const there = (await series()).filter((line) => !before.includes(line)).map((line) => line.match(/\{(.*)\}/)[1].replace('instance="",', ''));
  console.log(' ', JSON.stringify(groupings).padEnd(44), said.padEnd(14), there.join() || 'nothing there');
  return [said, ...there];
};
console.log(`prom-client 15.1.3, pushgateway ${version}`);
assert.deepStrictEqual(await push({ disk: 'backup' }), ['resolved, 200', 'disk="backup",job="night"']);
assert.deepStrictEqual(await push({ disk: '/data' }), ['resolved, 301']);
assert.deepStrictEqual(await push({ url: 'https://example.org/health' }), ['resolved, 301']);
assert.deepStrictEqual(await push({ path: 'api/v1/users' }), ['resolved, 200', 'job="night",path="api",v1="users"']);
assert.deepStrictEqual(await push({ path: 'api/users' }), ['rejected']);
const base64 = Buffer.from('/data').toString('base64url');
assert.deepStrictEqual(await push({ 'disk@base64': base64 }), ['resolved, 200', 'disk="/data",job="night"']);
JS
node run.mjs "$version" "$port"
