#!/usr/bin/env bash
# Guess: a reader of sizes understands "1g" and "128Mi" as Redis, containers and Kubernetes write their memory limits, or refuses them.
# Seen:  bytes reads the number and drops the unit: 1 and 128 bytes. xbytes takes 1gb for a gigabit, 125 million bytes, and knows
#        neither other one. filesize-parser has the binary value of each.
# Why:   "used memory above 90 % of the limit" is always, or never, true.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error bytes@3.1.2 xbytes@1.9.1 filesize-parser@1.5.2
cat > run.mjs <<'JS'
import assert from 'node:assert';
import bytes from 'bytes';
import parseFileSize from 'filesize-parser';
import xbytes from 'xbytes';
console.log('bytes by bytes 3.1.2, xbytes 1.9.1, filesize-parser 1.5.2');
const seen = ['1gb', '1g', '128Mi'].map((text) => {
  const sizes = [bytes(text), xbytes.parseSize(text), parseFileSize(text)];
  console.log(' ', text, ...sizes);
  return sizes;
});
assert.deepStrictEqual(seen, [
  [2 ** 30, 125_000_000, 2 ** 30],
  [1, undefined, 2 ** 30],
  [128, undefined, 2 ** 27],
]);
JS
node run.mjs
