import { openSqliteStores } from '@envscope/store/sqlite/sqlite.stores.js';
import { observationOf, STORY_START_MS } from './observations.js';

// Appends to the file of its first argument, from the second on that its second argument gives, until it is killed; it
// prints the number of each second once the store has acknowledged it.
const [file = '', first = '0'] = process.argv.slice(2);
const { observations: store } = await openSqliteStores(file);
process.stdout.write('open\n');

async function appendEvery(step: number, from: number): Promise<never> {
  for (let second = from; ; second += step) {
    await store.append([observationOf({ atMs: STORY_START_MS + second * 1_000 })]);
    process.stdout.write(`${second}\n`);
  }
}

const STRANDS = 4;
await Promise.all(
  Array.from({ length: STRANDS }, (_, strand) => appendEvery(STRANDS, Number(first) + strand)),
);
