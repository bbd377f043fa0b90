#!/usr/bin/env bash
# Guess: a parser of RFC 5424 reads a quotation mark that is escaped in a parameter's value, as the RFC prescribes, or refuses the message.
# Seen:  nsyslog-parser drops the element that holds the value, without a word; elements beside it and the message arrive. An escaped bracket
#        stays with its backslash. glossy reads both.
# Why:   a message whose structured data quotes what failed arrives without just that.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error nsyslog-parser@0.10.1 glossy@0.1.7
cat > run.mjs <<'JS'
import assert from 'node:assert';
import glossy from 'glossy';
import parse from 'nsyslog-parser';
const elements = ['[check@32473 said="disk full"][host@32473 name="db1"]', '[check@32473 said="\\"disk\\" full"][host@32473 name="db1"]',
  '[check@32473 said="disk[1\\] full"][host@32473 name="db1"]'];
console.log('nsyslog-parser 0.10.1, glossy 0.1.7');
const seen = elements.map((data) => {
  const line = `<165>1 2026-10-11T22:14:15Z host app 7 ID1 ${data} the check failed`;
  const read = parse(line).structuredData.map(({ $id, said }) => [$id, said]);
  const other = glossy.Parse.parse(line).structuredData['check@32473'].said;
  console.log(' ', data, '\n    nsyslog-parser', JSON.stringify(read), '\n    glossy        ', JSON.stringify(other));
  return [read, other];
});
const host = ['host@32473', undefined];
assert.deepStrictEqual(seen, [
  [[['check@32473', 'disk full'], host], 'disk full'],
  [[host], '"disk" full'],
  [[['check@32473', 'disk[1\\] full'], host], 'disk[1] full'],
]);
JS
node run.mjs
