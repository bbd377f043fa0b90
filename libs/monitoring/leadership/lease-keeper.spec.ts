import { AlertMemory, FakeAlertStore } from '@envscope/testing/fakes/fake-alert-store.js';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { LeaseKeeper } from './lease-keeper.js';

const SECOND_MS = 1_000;

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
    // How far the clocks of this console are from those of the others.
    const ahead = { wallMs: 0, steadyMs: 0 };
    const clock = {
      now: () => Date.now() + ahead.wallMs,
      steady: () => performance.now() + ahead.steadyMs,
    };
    const keeper = new LeaseKeeper(store, { owner, clock });
    const start = () =>
      keeper.start({
        onGain: async () => {
          await onGain();
          events.push('gain');
        },
        onLoss: () => Promise.resolve(void events.push('loss')),
        onFault: () => events.push('fault'),
      });
    return { store, events, keeper, start, ahead };
  }

  const leadingOne = async () => {
    const one = consoleCalled('one');
    await one.start();
    return one;
  };

  it('lets one of two consoles lead', async () => {
    const [one, two] = [consoleCalled('one'), consoleCalled('two')];
    await one.start();
    await two.start();
    await jest.advanceTimersByTimeAsync(60 * SECOND_MS);
    expect([one.events, two.events]).toEqual([['gain'], []]);
    expect([await one.keeper.assure(), await two.keeper.assure()]).toEqual([true, false]);
  });

  it('hands over at once when the leading one stops', async () => {
    const [one, two] = [consoleCalled('one'), consoleCalled('two')];
    await one.start();
    await two.start();
    await one.keeper.stop();
    await jest.advanceTimersByTimeAsync(3 * SECOND_MS);
    expect([one.events, two.events]).toEqual([['gain', 'loss'], ['gain']]);
    expect(await one.keeper.assure()).toBe(false);
  });

  it('takes over within seconds from one that was killed', async () => {
    memory.lease = { owner: 'killed', term: 4, untilMs: Date.now() + 10 * SECOND_MS };
    const two = consoleCalled('two');
    await two.start();
    expect(two.events).toEqual([]);
    await jest.advanceTimersByTimeAsync(12 * SECOND_MS);
    expect(two.events).toEqual(['gain']);
    expect(two.keeper.term).toBe(5);
  });

  it('takes over from one that was killed whose clock was an hour ahead', async () => {
    memory.lease = { owner: 'killed', term: 4, untilMs: Date.now() + 3_610 * SECOND_MS };
    const two = consoleCalled('two');
    await two.start();
    await jest.advanceTimersByTimeAsync(12 * SECOND_MS);
    expect(two.events).toEqual([]);
    await jest.advanceTimersByTimeAsync(6 * SECOND_MS);
    expect(two.events).toEqual(['gain']);
  });

  it('does not take the lead from one that renews it, however far apart their clocks are', async () => {
    const one = consoleCalled('one');
    one.ahead.wallMs = 3_600 * SECOND_MS;
    await one.start();
    const two = consoleCalled('two');
    await two.start();
    await jest.advanceTimersByTimeAsync(60 * SECOND_MS);
    expect([one.events, two.events]).toEqual([['gain'], []]);
  });

  it('steps back when another leads since it could not renew', async () => {
    const one = await leadingOne();
    memory.lease = { owner: 'two', term: 2, untilMs: Date.now() + 60 * SECOND_MS };
    await jest.advanceTimersByTimeAsync(3 * SECOND_MS);
    expect(one.events).toEqual(['gain', 'loss']);
  });

  it.each([
    { story: 'stood still for longer than its lease', wallMs: 22_000, steadyMs: 22_000 },
    { story: 'ran on a machine that slept', wallMs: 22_000, steadyMs: 0 },
    { story: 'had its clock set back while it stood still', wallMs: -3_600_000, steadyMs: 22_000 },
  ])('asks before it acts, where it $story', async ({ wallMs, steadyMs }) => {
    const one = await leadingOne();
    expect(await one.keeper.assure()).toBe(true);
    memory.lease = { owner: 'two', term: 2, untilMs: Date.now() + 60 * SECOND_MS };
    Object.assign(one.ahead, { wallMs: 0, steadyMs: 0 });
    one.ahead.wallMs = wallMs;
    one.ahead.steadyMs = steadyMs;
    expect(await one.keeper.assure()).toBe(false);
    await jest.advanceTimersByTimeAsync(0);
    expect(one.events).toEqual(['gain', 'loss']);
  });

  it('goes on where it stood still and nobody has taken the lead', async () => {
    const one = await leadingOne();
    Object.assign(one.ahead, { wallMs: 22_000, steadyMs: 22_000 });
    expect(await one.keeper.assure()).toBe(true);
    expect(one.events).toEqual(['gain']);
  });

  it('begins anew where another has led while it stood still and is gone again', async () => {
    const one = await leadingOne();
    memory.lease = { owner: 'two', term: 2, untilMs: 0 };
    Object.assign(one.ahead, { wallMs: 22_000, steadyMs: 22_000 });
    expect(await one.keeper.assure()).toBe(false);
    await jest.advanceTimersByTimeAsync(0);
    expect(one.events).toEqual(['gain', 'loss', 'gain']);
    expect([one.keeper.term, await one.keeper.assure()]).toEqual([3, true]);
  });

  it('goes on while the store fails', async () => {
    const one = await leadingOne();
    one.store.isFailing = true;
    for (let second = 0; second < 60; second += 1) {
      await jest.advanceTimersByTimeAsync(SECOND_MS);
      expect(await one.keeper.assure()).toBe(true);
    }
    expect(one.keeper.isLeading).toBe(true);
    expect(one.events).toEqual(['gain']);
  });

  it('tries again to begin where that failed', async () => {
    let failures = 1;
    const one = consoleCalled('one', () =>
      failures-- > 0 ? Promise.reject(new Error('The store is away')) : Promise.resolve(),
    );
    await one.start();
    expect(one.keeper.isLeading).toBe(false);
    await jest.advanceTimersByTimeAsync(3 * SECOND_MS);
    expect(one.events).toEqual(['fault', 'gain']);
  });
});
