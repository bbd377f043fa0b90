#!/usr/bin/env bash
# Guess: with `reservoir: 3` a limiter of bottleneck lets three calls out and holds the next one until the reservoir is filled again, whether a call is
#        a new one or a retry that its "failed" event asked for.
# Seen:  a retry costs nothing: one job that fails goes out eleven times within a second, the reservoir goes from 3 to 2, and two more jobs go out
#        as well. The documentation has retries ignore `minTime` and count in `maxConcurrent`; of the reservoir it says nothing.
# Why:   the reservoir is there for what an API allows ("30 messages a minute"), and a call is tried again just when the API refuses it: the limiter
#        that should keep the limit breaks it four times over, and answers of 429 become a ban.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error bottleneck@2.19.5
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { once } from 'node:events';
import http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import Bottleneck from 'bottleneck';
const requests = {};
const server = http.createServer(({ url }, response) => {
  requests[url] = (requests[url] ?? 0) + 1;
  response.writeHead(url === '/refused' ? 429 : 204).end();
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');

const limiter = new Bottleneck({ reservoir: 3, reservoirRefreshAmount: 3, reservoirRefreshInterval: 60_000, maxConcurrent: 1 });
limiter.on('failed', (error, { retryCount }) => (retryCount < 10 ? 20 : undefined));
const deliver = async (path) => {
  const { status } = await fetch(`http://127.0.0.1:${server.address().port}${path}`);
  if (status === 429) throw new Error('refused');
};
await assert.rejects(limiter.schedule(deliver, '/refused'), /refused/);
const left = await limiter.currentReservoir();
for (let job = 0; job < 5; job += 1) void limiter.schedule(deliver, '/taken');
await pause(500);
console.log('bottleneck 2.19.5, 3 calls a minute: requests within a second', JSON.stringify(requests), 'left after the first job', left);
assert.deepStrictEqual([requests, left], [{ '/refused': 11, '/taken': 2 }, 2]);
process.exit();
JS
node run.mjs
