import { afterEach, describe, expect, it } from '@jest/globals';
import { Worker } from 'node:worker_threads';
import { StoreFault } from '../../observation-store.js';
import { DatabaseThread } from './database-thread.js';

const ECHO = `port.on('message', ({ id, verb }) => port.postMessage({ id, value: verb }))`;
const THROWS = `port.once('message', () => { throw new Error('out of luck') })`;
const EXITS = `port.once('message', () => process.exit(3))`;

describe('DatabaseThread', () => {
  const workers: Worker[] = [];

  afterEach(() => Promise.all(workers.splice(0).map((worker) => worker.terminate())));

  function run(script: string): Worker {
    const code = `const { parentPort: port } = require('node:worker_threads'); ${script}`;
    const worker = new Worker(code, { eval: true });
    workers.push(worker);
    return worker;
  }

  it.each([
    { death: 'throws', script: THROWS, words: 'out of luck' },
    { death: 'exits', script: EXITS, words: 'The thread of the database ended' },
  ])('rejects what a thread that $death was asked, and asks another next', async ({ script, words }) => {
    const thread = new DatabaseThread(() => run(workers.length === 0 ? script : ECHO));
    const asked = [thread.verbs.ping(), thread.verbs.latest()];
    const outcomes = await Promise.allSettled(asked);
    expect(outcomes).toEqual(asked.map(() => ({ status: 'rejected', reason: new StoreFault(words) })));
    expect(await thread.verbs.latest()).toBe('latest');
    expect(await thread.verbs.ping()).toBe('ping');
    expect(workers).toHaveLength(2);
  });
});
