#!/usr/bin/env bash
# Guess: `queue.getMetrics('completed')` of BullMQ gives jobs per minute up to now, the newest first: a queue whose workers died ten minutes ago has ten
#        zeros there, and one that is at work has its last minute.
# Seen:  a minute is written down when a job of a later one is finished. While nothing is finished nothing is written: half an hour after the last job
#        the newest number is still that of a busy minute, and what was finished in the last one is missing. The zeros come with the next job.
#        When the newest minute was, only `meta.prevTS` says; `meta.count` has the jobs that the minutes lack.
# Why:   "completed per minute below 1" is what an alert on a dead worker asks, and it is the dead worker's queue that has a good rate for ever. On a
#        chart, drawn back from now, the last busy hour moves along with the clock.
set -euo pipefail
command -v redis-server >/dev/null || { echo 'needs redis-server'; exit 2; }
folder=$(mktemp -d)
server=
trap '[ -n "$server" ] && kill "$server"; wait; rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund bullmq@6.7.0 ioredis@6.0.0 >/dev/null
redis-server --port 0 --unixsocket "$folder/redis.sock" --save '' --appendonly no --daemonize no >/dev/null &
server=$!
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
const start = Date.UTC(2026, 10, 30, 10);
let now = start;
Date.now = () => now;
const connection = new Redis({ path: process.argv[2], maxRetriesPerRequest: null });
const queue = new Queue('q', { connection });
const worker = new Worker('q', null, { connection, metrics: { maxDataPoints: 60 } });
/** As many jobs, finished in this minute. */
const finish = async (jobs, minute) => {
  now = start + minute * 60_000;
  for (let job = 0; job < jobs; job += 1) {
    await queue.add('check', {});
    await (await worker.getNextJob('token')).moveToCompleted('well', 'token', false);
  }
};
const seen = async (minute) => {
  now = start + minute * 60_000;
  const { data, meta } = await queue.getMetrics('completed');
  const last = (meta.prevTS - start) / 60_000;
  console.log(`  at minute ${String(minute).padStart(2)}: newest first ${JSON.stringify(data)}; ${meta.count} in all, the last in minute ${last}`);
  return data;
};
console.log(`bullmq 6.7.0, ioredis 6.0.0, Redis ${(await connection.info('server')).match(/redis_version:(\S+)/)[1]}, node ${process.version}`);
console.log('finished: 5 jobs in minute 0, 3 in minute 1, 4 in minute 2, then none until minute 32');
await finish(5, 0);
await finish(3, 1);
await finish(4, 2);
const busy = await seen(2);
const idle = await seen(32);
await finish(1, 32);
const back = await seen(32);
await worker.close();
await queue.close();
connection.disconnect();
assert.deepStrictEqual([busy, idle, back], [[3, 5], [3, 5], [...Array(29).fill(0), 4, 3, 5]]);
JS
node run.mjs "$folder/redis.sock"
