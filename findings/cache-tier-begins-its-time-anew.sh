#!/usr/bin/env bash
# Guess: with two stores, memory before Redis for instance, and `ttl: 60_000` nothing that cache-manager's `wrap` gives is older than a minute.
# Seen:  what it finds in the second store it copies into the first with a whole `ttl` from then on: a value that is 59 seconds old when a process
#        starts, or when memory had dropped it, is given until it is 119 seconds old, while the second store has long had a new one. cacheable,
#        the library beside it, copies it with the second that is left.
# Why:   each process that was restarted or scaled out shows a state that is twice as old as agreed, and two processes disagree for a minute:
#        "down" here and "up" there, from one shared cache.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error cache-manager@7.2.9 keyv@5.6.0 cacheable@2.5.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { createCache } from 'cache-manager';
import { Cacheable } from 'cacheable';
import { Keyv } from 'keyv';
const ttl = 60_000;
let now = Date.UTC(2026, 10, 30, 10);
Date.now = () => now;
const makes = {
  'cache-manager 7.2.9': (shared) => {
    const cache = createCache({ stores: [new Keyv(), shared], ttl });
    return (key, read) => cache.wrap(key, read);
  },
  'cacheable 2.5.0': (shared) => {
    const cache = new Cacheable({ primary: new Keyv(), secondary: shared, ttl });
    return (key, read) => cache.getOrSet(key, read);
  },
};
const seen = {};
console.log('ages, in seconds, given by a process that starts at second 59, by an older one at 61, by the first one again at 118 and 120');
for (const [name, make] of Object.entries(makes)) {
  const began = now;
  const shared = new Keyv();
  const read = async () => now;
  const [old, restarted] = [make(shared), make(shared)];
  /** How old, in seconds, what a process gives is at this second. */
  const age = async (ask, second) => {
    now = began + second * 1000;
    return (now - await ask('state', read)) / 1000;
  };
  await age(old, 0);
  seen[name] = [await age(restarted, 59), await age(old, 61), await age(restarted, 118), await age(restarted, 120)];
  console.log(' ', name.padEnd(20), seen[name].join());
}
assert.deepStrictEqual(seen, {
  'cache-manager 7.2.9': [59, 0, 118, 59],
  'cacheable 2.5.0': [59, 0, 57, 59],
});
JS
node run.mjs
