#!/usr/bin/env bash
# Guess: `captureMessage('…', 'fatal')` of Sentry sends a fatal message, whatever the scope says: the call is closer than the scope around it.
# Seen:  the scope wins: after `scope.setLevel('info')` the message is "info", and so is an event with `level: 'fatal'`. The same second argument as an
#        object, `{ level: 'fatal' }`, wins over the scope.
# Why:   a job that sets its scope to "info", so that its usual failures are no alarm, lowers the one message that was to be one. Rules "level is
#        fatal" never see it; outside of such a scope, as in a test, it is right.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error @sentry/core@11.12.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { captureEvent, captureException, captureMessage, createTransport, setCurrentClient, withScope } from '@sentry/core';
import { ServerRuntimeClient } from '@sentry/core/server';
let level;
const client = new ServerRuntimeClient({
  dsn: 'https://key@example.org/1',
  integrations: [],
  stackParser: () => [],
  transport: () => createTransport({ recordDroppedEvent() {} }, async () => ({ statusCode: 200 })),
  beforeSend: (event) => {
    level = event.level;
    return null;
  },
});
setCurrentClient(client);
client.init();
const calls = {
  "captureMessage(text, 'fatal')": () => captureMessage('queue is full', 'fatal'),
  "captureEvent({ level: 'fatal' })": () => captureEvent({ message: 'queue is full', level: 'fatal' }),
  "captureMessage(text, { level: 'fatal' })": () => captureMessage('queue is full', { level: 'fatal' }),
  "captureException(error, { level: 'fatal' })": () => captureException(new Error('queue is full'), { level: 'fatal' }),
};
const seen = {};
console.log("@sentry/core 11.12.0: level that is sent, without a level of the scope, and with scope.setLevel('info')");
for (const [name, call] of Object.entries(calls)) {
  seen[name] = [];
  for (const ofTheScope of [undefined, 'info']) {
    level = undefined;
    withScope((scope) => {
      if (ofTheScope) scope.setLevel(ofTheScope);
      call();
    });
    await client.flush(2000);
    seen[name].push(level);
  }
  console.log(' ', name.padEnd(46), seen[name].join(', '));
}
assert.deepStrictEqual(Object.values(seen), [['fatal', 'info'], ['fatal', 'info'], ['fatal', 'fatal'], ['fatal', 'fatal']]);
process.exit();
JS
node run.mjs
