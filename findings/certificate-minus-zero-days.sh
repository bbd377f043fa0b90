#!/usr/bin/env bash
# Guess: ssl-checker gives a certificate that has expired fewer than 0 days, and one that has not at least 0.
# Seen:  six hours after its end a certificate has -0 days, which is not below 0; six hours before it, 0; 13 hours before it, 1.
# Why:   a rule "days remaining below 0" is silent for the first twelve hours of an outage.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error ssl-checker@3.0.1 selfsigned@5.5.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { createServer } from 'node:https';
import selfsigned from 'selfsigned';
import sslChecker from 'ssl-checker';
const HOUR_MS = 3_600_000;
console.log('ssl-checker 3.0.1: hours until the end, days remaining, is that below 0');
const seen = [];
for (const hours of [-6, 6, 13]) {
  const { private: key, cert } = await selfsigned.generate([{ name: 'commonName', value: 'localhost' }], {
    notBeforeDate: new Date(Date.now() - 720 * HOUR_MS),
    notAfterDate: new Date(Date.now() + hours * HOUR_MS),
  });
  const server = createServer({ key, cert }, (request, response) => response.end());
  await new Promise((listening) => server.listen(0, 'localhost', listening));
  const options = { method: 'GET', port: server.address().port, rejectUnauthorized: false };
  const { daysRemaining } = await sslChecker('localhost', options);
  console.log(' ', hours, Object.is(daysRemaining, -0) ? '-0' : daysRemaining, daysRemaining < 0);
  seen.push(daysRemaining);
  server.closeAllConnections();
  server.close();
}
assert.deepStrictEqual(seen, [-0, 0, 1]);
JS
node run.mjs
