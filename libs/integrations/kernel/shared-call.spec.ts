import { describe, expect, it } from '@jest/globals';
import { SharedCall } from './shared-call.js';

/** A call that a spec ends, with the signals that it was given. */
function heldCall() {
  const signals: AbortSignal[] = [];
  const ends: ((answer: string) => void)[] = [];
  const shared = new SharedCall<string>((signal) => {
    signals.push(signal);
    return new Promise((resolve, reject) => {
      ends.push(resolve);
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });
  });
  return { shared, signals, end: (answer: string) => ends.forEach((resolve) => resolve(answer)) };
}

describe('SharedCall', () => {
  it('calls once for all who wait, and anew for who comes later', async () => {
    const { shared, signals, end } = heldCall();
    const { signal } = new AbortController();
    const both = [shared.join(signal), shared.join(signal)];
    end('first');
    expect(await Promise.all(both)).toEqual(['first', 'first']);
    const later = shared.join(signal);
    end('second');
    expect(await later).toBe('second');
    expect(signals).toHaveLength(2);
  });

  it('goes on while one still waits', async () => {
    const { shared, signals, end } = heldCall();
    const leaving = new AbortController();
    const waits = [shared.join(leaving.signal), shared.join(new AbortController().signal)];
    leaving.abort(new Error('gone'));
    expect(signals[0]?.aborted).toBe(false);
    end('late');
    expect(await Promise.all(waits)).toEqual(['late', 'late']);
  });

  it('ends when nobody waits any more, and is not what the next one joins', async () => {
    const { shared, signals, end } = heldCall();
    const leaving = new AbortController();
    const left = shared.join(leaving.signal);
    leaving.abort(new Error('gone'));
    const next = shared.join(new AbortController().signal);
    await expect(left).rejects.toThrow('gone');
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    end('anew');
    expect(await next).toBe('anew');
  });
});
