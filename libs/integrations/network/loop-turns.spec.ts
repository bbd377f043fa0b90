import { describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { LoopTurns } from './loop-turns.js';

const turn = () => new Promise((resolve) => setImmediate(resolve));

function work(ms: number): void {
  const untilMs = performance.now() + ms;
  while (performance.now() < untilMs);
}

describe('LoopTurns', () => {
  it('says that what is handled late in a turn was there as the turn began', async () => {
    const turns = new LoopTurns();
    const { port1, port2 } = new MessageChannel();
    port2.postMessage('an event');
    await once(port1, 'message');
    const firstMs = turns.arrivedAt();
    work(20);
    expect(turns.arrivedAt()).toBe(firstMs);
    port1.close();
    await turn();
    expect(turns.arrivedAt()).toBeGreaterThanOrEqual(firstMs + 20);
  });

  it('lets each who asks begin in a turn of its own, in their order', async () => {
    const turns = new LoopTurns();
    const begun: number[] = [];
    for (const one of [1, 2, 3]) void turns.ofOnesOwn().then(() => begun.push(one));
    const seen: number[][] = [];
    for (let count = 0; count < 4; count += 1) {
      seen.push([...begun]);
      await turn();
    }
    expect([...seen, begun]).toEqual([[], [1], [1, 2], [1, 2, 3], [1, 2, 3]]);
    await turns.ofOnesOwn();
  });
});
