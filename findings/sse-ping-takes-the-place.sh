#!/usr/bin/env bash
# Guess: an event that a NestJS `@Sse()` handler emits without an `id` has none on the wire: the standard has the client keep the last one that it got.
# Seen:  Nest numbers such events itself, from 1 on for each connection, also between events that do have ids. After "evt-571" and a ping the client
#        asks from "1". Only what has nothing but a `comment` is left without.
# Why:   a ping is what follows the last event on a quiet stream. Cut off after it, the client asks from a place that the server has never named: it
#        gets everything again, or nothing of what it missed, "resolved" for instance. Cut off right after a real event, as in a test, all is well.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error @nestjs/common@12.5.1 @nestjs/core@12.5.1 @nestjs/platform-express@12.5.1 \
  reflect-metadata@0.2.2 rxjs@7.8.2 eventsource@4.1.0
cat > run.mjs <<'JS'
import 'reflect-metadata';
import assert from 'node:assert';
import { Controller, Headers, Module, Sse } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventSource } from 'eventsource';
import { NEVER, of } from 'rxjs';
const incident = { id: 'evt-571', data: { state: 'down' }, retry: 10 };
const pings = { none: [], 'as data': [{ type: 'ping', data: 'still here' }], 'as comment': [{ comment: 'still here' }] };
let asked;
let ping;
/** Cuts the first connection off after its events, and hears from the second one from where the client asks. */
class Stream {
  events(from) {
    if (from === undefined) return of(incident, ...pings[ping]);
    asked(from);
    return NEVER;
  }
}
Headers('last-event-id')(Stream.prototype, 'events', 0);
Sse('events')(Stream.prototype, 'events', Object.getOwnPropertyDescriptor(Stream.prototype, 'events'));
Controller()(Stream);
class App {}
Module({ controllers: [Stream] })(App);
const app = await NestFactory.create(App, { logger: false, forceCloseConnections: true });
await app.listen(0, '127.0.0.1');
const url = `${await app.getUrl()}/events`;
console.log('@nestjs/core 12.5.1, eventsource 4.1.0: after evt-571 and a ping, the client asks from');
const seen = {};
for (ping of Object.keys(pings)) {
  const from = new Promise((resolve) => { asked = resolve; });
  const client = new EventSource(url);
  seen[ping] = await from;
  client.close();
  console.log(' ', `ping ${ping}:`.padEnd(18), seen[ping]);
}
ping = 'as data';
console.log((await (await fetch(url)).text()).trim().replace(/^/gm, '    '));
await app.close();
assert.deepStrictEqual(seen, { none: 'evt-571', 'as data': '1', 'as comment': 'evt-571' });
JS
node run.mjs
