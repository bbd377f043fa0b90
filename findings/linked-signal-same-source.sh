#!/usr/bin/env bash
# Guess: Angular's `linkedSignal({ source, computation })` computes anew when the value of `source` has changed: what a person wrote over it stays
#        while the source, a text made of other signals, is the same text.
# Seen:  it computes anew each time something that the source reads has changed, though the source gives the same text: what was set is gone.
#        With `source: computed(…)` of the same text, which compares, it stays.
# Why:   a form that begins with what a server says is emptied under the hands of whoever writes, whenever anything is read again, and only then:
#        it looks right until the first live update.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --loglevel=error @angular/core@22.2.4 @angular/compiler@22.2.4 rxjs@7.8.2
cat > run.mjs <<'JS'
import assert from 'node:assert';
import { computed, linkedSignal, signal } from '@angular/core';
const read = signal({ figures: 3 });
const text = () => `${read().figures} figures`;
const entries = {
  'source: () => text': linkedSignal({ source: text, computation: () => '' }),
  'source: computed(text)': linkedSignal({ source: computed(text), computation: () => '' }),
};
const kept = Object.entries(entries).map(([name, entry]) => {
  entry.set('written by a person');
  return [name, entry];
}).map(([name, entry]) => {
  read.set({ figures: 3 });
  return [name, entry()];
});
console.log('@angular/core 22.2.4, after an update that leaves the source the same text');
kept.forEach(([name, value]) => console.log(' ', name.padEnd(24), JSON.stringify(value)));
assert.deepStrictEqual(kept, [
  ['source: () => text', ''],
  ['source: computed(text)', 'written by a person'],
]);
JS
node run.mjs
