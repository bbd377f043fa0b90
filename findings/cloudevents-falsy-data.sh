#!/usr/bin/env bash
# Guess: an event whose data are 0 or false arrives with these data, whatever the HTTP mode.
# Seen:  the CloudEvents SDK writes "data":0 in structured mode, and its own reader gives `undefined` for it; the same with false and "".
#        In binary mode these three arrive, and null arrives as the text "null".
# Why:   "0 replicas", "healthy: false" are the very values that an alert is about.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error cloudevents@10.0.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { CloudEvent, HTTP } from 'cloudevents';
const sent = [0, false, '', null, { replicas: 0 }];
const arrived = sent.map((data) => {
  const event = new CloudEvent({ type: 'replicas', source: '/shop', datacontenttype: 'application/json', data });
  return [HTTP.structured(event), HTTP.binary(event)].map((message) => HTTP.toEvent(message).data);
});
console.log('cloudevents 10.0.0: sent, read in structured mode, read in binary mode');
sent.forEach((data, index) => console.log(' ', JSON.stringify([data, ...arrived[index].map((read) => read ?? 'undefined')])));
assert.deepStrictEqual(arrived, [
  [undefined, 0],
  [undefined, false],
  [undefined, ''],
  [undefined, 'null'],
  [{ replicas: 0 }, { replicas: 0 }],
]);
JS
node run.mjs
