#!/usr/bin/env bash
# Guess: redis-info, which makes numbers of what INFO says of each command, makes numbers of all that it says of them.
# Seen:  calls and microseconds are numbers, rejected_calls and failed_calls (Redis 6.2 and newer) are text.
# Why:   the failures of two commands, added up, are '012' and not 3; a share of failures still comes out right.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error redis-info@3.1.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import redisInfo from 'redis-info';
const stats = (calls, failed) =>
  `calls=${calls},usec=40,usec_per_call=2.00,rejected_calls=0,failed_calls=${failed}`;
const { commands } = redisInfo.parse(
  ['# Commandstats', `cmdstat_get:${stats(20, 1)}`, `cmdstat_set:${stats(10, 2)}`, ''].join('\r\n'),
);
const sum = (field) => Object.values(commands).reduce((total, command) => total + command[field], 0);
console.log('redis-info 3.1.0:', JSON.stringify(commands.get));
console.log('  calls of both', sum('calls'), 'failed calls of both', sum('failed_calls'));
assert.strictEqual(sum('calls'), 30);
assert.strictEqual(sum('failed_calls'), '012');
JS
node run.mjs
