#!/usr/bin/env bash
# Guess: with memory before a shared store, cacheable gives a process what another one has put there, be it 3, 0 or false.
# Seen:  `get` and `getOrSet` find 3 in the shared store, and nothing where it holds 0, false, "" or null: the value is worked out again, by each
#        process. `has` says that it is there, and `getMany` gives it. In the process that wrote it, `get` gives it as well, from memory.
#        cache-manager, the library beside it, gives all of them.
# Why:   "0 failed", "false, not muted" are what is cached of a service that is well: the question behind them is asked anew by each worker, as if
#        there were no cache, and with `get` alone "nothing is known" stands where "all is well" was stored. Tests of one process see nothing of it.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error cacheable@2.5.0 cache-manager@7.2.9 keyv@5.6.0
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { createCache } from 'cache-manager';
import { Cacheable } from 'cacheable';
import { Keyv } from 'keyv';
console.log('cacheable 2.5.0, cache-manager 7.2.9: written by one process, asked for by another');
const seen = [];
for (const value of [3, 0, false, '', null]) {
  const shared = new Keyv();
  const process = () => new Cacheable({ primary: new Keyv(), secondary: shared });
  const writer = process();
  await writer.set('failed', value);
  const [has, [many]] = [await process().has('failed'), await process().getMany(['failed'])];
  const [get, own] = [await process().get('failed'), await writer.get('failed')];
  const other = await createCache({ stores: [new Keyv(), shared] }).get('failed');
  const again = await process().getOrSet('failed', async () => 'worked out again');
  const told = { value, has, getMany: many, get, getOrSet: again, 'get by the writer': own, 'cache-manager': other };
  console.log(' ', Object.entries(told).map(([name, what]) => `${name} ${JSON.stringify(what)}`).join(', '));
  assert.deepStrictEqual([has, many, own, other], [true, value, value, value]);
  seen.push([value, get, again]);
}
assert.deepStrictEqual(seen, [
  [3, 3, 3],
  ...[0, false, '', null].map((value) => [value, undefined, 'worked out again']),
]);
JS
node run.mjs
