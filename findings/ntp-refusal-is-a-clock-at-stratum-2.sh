#!/usr/bin/env bash
# Guess: a client of NTP gives an error, or at least tells, when the server says that it does not know the time itself, or that it refuses to answer.
# Seen:  of a chronyd without a source, which sends "leap not synchronised" and stratum 0, ntp-time reads stratum 2, as of a good server, and the time
#        of that machine; ntp-client gives the time alone. Of a refusal, stratum 0 and "RATE", whose time stamps are those of the question, ntp-time
#        says stratum 2 and no offset, with a clock that is an hour wrong; ntp-client, which asks without a stamp, says 1900.
# Why:   a check of a clock's drift is green just when its server has lost the time, or has had enough of being asked: the more machines ask, the
#        better they look.
set -euo pipefail
version=4.3-2+deb12u3
folder=$(mktemp -d); trap 'kill ${server:-} 2>/dev/null || true; wait; rm -rf "$folder"' EXIT; cd "$folder"
apt-get download -qq "chrony=$version" 2>/dev/null; dpkg -x ./*.deb root
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error ntp-time@2.1.1 ntp-client@0.5.3
printf '%s\n' 'port 19423' 'bindaddress 127.0.0.1' 'allow 127.0.0.1' 'cmdport 0' 'bindcmdaddress /' "pidfile $folder/pid" > chrony.conf
root/usr/sbin/chronyd -x -d -U -u "$(id -un)" -f chrony.conf 2>/dev/null & server=$!
cat > run.mjs <<'JS'
import assert from 'node:assert';
import dgram from 'node:dgram';
import { promisify } from 'node:util';
import { getNetworkTime } from 'ntp-client';
import { Client } from 'ntp-time';
const real = Date.now;
const ask = (port, packet) => new Promise((done, fail) => {
  const socket = dgram.createSocket('udp4').once('message', (answer) => { socket.close(); clearTimeout(timer); done(answer); });
  const timer = setTimeout(() => { socket.close(); fail(new Error('no answer')); }, 500);
  socket.send(packet, port, '127.0.0.1');
});
const question = Buffer.alloc(48); question[0] = 0x23;
for (let left = 40; left > 0; left -= 1) if (await ask(19_423, question).then(() => true, () => false)) break;
// RFC 5905, 7.4: stratum 0 and four letters that say why.
const refusing = dgram.createSocket('udp4').on('message', (asked, { port, address }) => {
  const answer = Buffer.alloc(48);
  answer[0] = 0xe4; answer.write('RATE', 12);
  for (const at of [24, 32, 40]) asked.copy(answer, at, 40, 48);
  refusing.send(answer, port, address);
});
await new Promise((done) => refusing.bind(0, '127.0.0.1', done));
console.log(`chronyd ${process.argv[2]}; ntp-time 2.1.1, ntp-client 0.5.3; the own clock is an hour fast`);
const seen = [];
for (const [name, port] of [['chronyd without a source', 19_423], ['a refusal, RATE', refusing.address().port]]) {
  const sent = await ask(port, question);
  Date.now = () => real() + 3_600_000;
  const { stratum, t } = await new Client('127.0.0.1', port, { timeout: 2000 }).syncTime();
  Date.now = real;
  const year = (await promisify(getNetworkTime)('127.0.0.1', port)).getUTCFullYear();
  console.log(`  ${name}: sent leap ${sent[0] >> 6}, stratum ${sent[1]}; ntp-time: stratum ${stratum}, offset ${Math.round(t)} s; ntp-client: ${year}`);
  seen.push([sent[0] >> 6, sent[1], stratum, Math.round(t) + 0, year]);
}
const now = new Date().getUTCFullYear();
assert.deepStrictEqual(seen, [
  [3, 0, 2, -3600, now],
  [3, 0, 2, 0, 1900],
]);
refusing.close();
JS
node --no-deprecation run.mjs "$version"
