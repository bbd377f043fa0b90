import { limitTimer } from '@envscope/integrations/kernel/clock.js';

/** What became of a promise in time: its value, or what went wrong, in words and as it was thrown. */
export type Settled<T> =
  { readonly value: T; readonly fault?: undefined } | { readonly fault: string; readonly error: unknown };

/** The words for what takes too long. */
export const TOO_SLOW = 'It does not answer';

/** Waits for a promise for at most so long. Never rejects: a rejection, or a late answer, is a fault. */
export async function within<T>(ms: number, promise: Promise<T>): Promise<Settled<T>> {
  const { promise: late, resolve } = Promise.withResolvers<Settled<T>>();
  const timer = limitTimer(ms, () => resolve({ fault: TOO_SLOW, error: new Error(TOO_SLOW) }));
  const settled = promise.then(
    (value): Settled<T> => ({ value }),
    (error: unknown): Settled<T> => ({
      fault: error instanceof Error ? error.message : String(error),
      error,
    }),
  );
  const first = await Promise.race([settled, late]);
  clearTimeout(timer);
  return first;
}
