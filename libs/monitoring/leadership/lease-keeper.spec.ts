import { AlertMemory, FakeAlertStore } from '@envscope/testing/fake-alert-store.js';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { LeaseKeeper } from './lease-keeper.js';

describe('LeaseKeeper', () => {
  let memory: AlertMemory;

  beforeEach(() => {
    jest.useFakeTimers();
    memory = new AlertMemory();
  });
  afterEach(() => void jest.useRealTimers());

  function consoleCalled(owner: string, onGain: () => Promise<void> = () => Promise.resolve()) {
    const store = new FakeAlertStore(memory, true);
    const events: string[] = [];
    const keeper = new LeaseKeeper(store, {
      owner,
      onGain: async () => {
        await onGain();
        events.push('gain');
      },
      onLoss: () => Promise.resolve(void events.push('loss')),
      onFault: () => events.push('fault'),
    });
    return { store, events, keeper };
  }

  it('lets one of two consoles lead', async () => {
    const [one, two] = [consoleCalled('one'), consoleCalled('two')];
    await one.keeper.start();
    await two.keeper.start();
    await jest.advanceTimersByTimeAsync(60_000);
    expect([one.events, two.events]).toEqual([['gain'], []]);
  });

  it('hands over at once when the leading one stops', async () => {
    const [one, two] = [consoleCalled('one'), consoleCalled('two')];
    await one.keeper.start();
    await two.keeper.start();
    await one.keeper.stop();
    await jest.advanceTimersByTimeAsync(3_000);
    expect([one.events, two.events]).toEqual([['gain', 'loss'], ['gain']]);
  });

  it('takes over within seconds from one that was killed', async () => {
    memory.lease = { owner: 'killed', untilMs: Date.now() + 10_000 };
    const two = consoleCalled('two');
    await two.keeper.start();
    expect(two.events).toEqual([]);
    await jest.advanceTimersByTimeAsync(12_000);
    expect(two.events).toEqual(['gain']);
  });

  it('steps back when another leads since it could not renew', async () => {
    const one = consoleCalled('one');
    await one.keeper.start();
    memory.lease = { owner: 'two', untilMs: Date.now() + 60_000 };
    await jest.advanceTimersByTimeAsync(3_000);
    expect(one.events).toEqual(['gain', 'loss']);
  });

  it('goes on while the store fails', async () => {
    const one = consoleCalled('one');
    await one.keeper.start();
    one.store.isFailing = true;
    await jest.advanceTimersByTimeAsync(60_000);
    expect(one.keeper.isLeading).toBe(true);
    expect(one.events).toEqual(['gain']);
  });

  it('tries again to begin where that failed', async () => {
    let failures = 1;
    const one = consoleCalled('one', () =>
      failures-- > 0 ? Promise.reject(new Error('The store is away')) : Promise.resolve(),
    );
    await one.keeper.start();
    expect(one.keeper.isLeading).toBe(false);
    await jest.advanceTimersByTimeAsync(3_000);
    expect(one.events).toEqual(['fault', 'gain']);
  });
});
