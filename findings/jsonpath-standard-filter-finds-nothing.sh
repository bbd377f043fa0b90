#!/usr/bin/env bash
# Guess: jsonpath-plus reads a filter as RFC 9535 writes it, `$.services[?@.status=='down']`, or refuses it.
# Seen:  it finds nothing, without an error, in data that have such a service; it wants the older `[?(…)]`. `$.services[-1]`, the last one
#        in the RFC, finds nothing either. jsonpath-rfc9535 takes all of them.
# Why:   "no service is down" is what an assertion about a health page asks: copied from a tool that follows the standard, it holds for ever.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error jsonpath-plus@10.4.0 jsonpath-rfc9535@1.3.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { JSONPath } from 'jsonpath-plus';
import { query } from 'jsonpath-rfc9535';
const page = { services: [{ name: 'shop', status: 'up', latency: 12 }, { name: 'mail', status: 'down', latency: 900 }] };
const paths = [
  `$.services[?(@.status=='down')].name`,
  `$.services[?@.status=='down'].name`,
  '$.services[?@.latency > 500].name',
  '$.services[-1].name',
  '$.services[-1:].name',
];
console.log('path, jsonpath-plus 10.4.0, jsonpath-rfc9535 1.3.0');
const seen = paths.map((path) => {
  const found = [JSONPath({ path, json: page }), query(page, path)];
  console.log(' ', path, ...found.map((values) => JSON.stringify(values)));
  return found;
});
const mail = ['mail'];
assert.deepStrictEqual(seen, [
  [mail, mail],
  [[], mail],
  [[], mail],
  [[], mail],
  [mail, mail],
]);
JS
node run.mjs
