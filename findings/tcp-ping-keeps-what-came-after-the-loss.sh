#!/usr/bin/env bash
# Guess: tcp-ping gives the average, the best and the worst time of the attempts that got through, as ping does, or nothing where one was lost.
# Seen:  with one lost of five the average is NaN, and the best and the worst are those of the attempts after it: what came before is forgotten. With
#        the last one lost both are undefined. There is no error in either case; the loss stands in `results` only.
# Why:   a line that loses one packet in a hundred has, now and then, a worst time that is the best one; NaN becomes null in JSON, an absent value,
#        and no comparison with it is ever true: it is the lossy line whose latency raises no alarm.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error tcp-ping@0.1.1
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { createServer } from 'node:net';
import { ping } from 'tcp-ping';
const listen = async () => {
  const server = createServer((socket) => socket.destroy());
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return server;
};
const [server, other] = [await listen(), await listen()];
const [open, closed] = [server.address().port, other.address().port];
await new Promise((done) => other.close(done));
// One connection of the five goes to a port where nobody listens, as if a router refused it.
const measure = (lost) => new Promise((done) => {
  let attempt = 0;
  const options = { address: '127.0.0.1', attempts: 5 };
  const port = () => (attempt++ === lost ? closed : open);
  // It looks once, for its default, before it begins.
  let looked = false;
  Object.defineProperty(options, 'port', { set() {}, get: () => (looked ? port() : ((looked = true), open)) });
  ping(options, (error, result) => done({ error, ...result }));
});
console.log('tcp-ping 0.1.1, five attempts: all times; average, best and worst');
const seen = [];
for (const lost of [undefined, 3, 4]) {
  const { error, results, avg, min, max } = await measure(lost);
  const times = results.map(({ time }) => time);
  const which = lost === undefined ? 'none' : `number ${lost + 1}`;
  console.log(`  ${which} lost, error ${error}:`, ...times.map((time) => time?.toFixed(2)), '; ', avg, min, max);
  const got = times.filter((time) => time !== undefined);
  const after = times.slice(lost === undefined ? 0 : lost + 1);
  assert.strictEqual(error, undefined);
  assert.strictEqual(got.length, lost === undefined ? 5 : 4);
  const is = (list) => list.length > 0 && min === Math.min(...list) && max === Math.max(...list);
  seen.push([Number.isNaN(avg), is(got) ? 'of all' : is(after) ? 'of those after the loss' : min]);
}
assert.deepStrictEqual(seen, [
  [false, 'of all'],
  [true, 'of those after the loss'],
  [true, undefined],
]);
server.close();
JS
node run.mjs
