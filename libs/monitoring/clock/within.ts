import { limitTimer } from '@envscope/integrations/kernel/clock.js';

/** What came of asking the store, in time. */
export type Answer<T> = { readonly value: T; readonly fault?: undefined } | { readonly fault: string };

/** What is said of a store that takes too long. */
export const TOO_SLOW = 'It does not answer';

/** Waits for an answer at most so long. Never rejects: what fails, or comes later, is a fault in the store's own words. */
export async function answerWithin<T>(asked: Promise<T>, patienceMs: number): Promise<Answer<T>> {
  const { promise: late, resolve } = Promise.withResolvers<Answer<T>>();
  const timer = limitTimer(patienceMs, () => resolve({ fault: TOO_SLOW }));
  const answered = asked.then(
    (value): Answer<T> => ({ value }),
    (error: unknown): Answer<T> => ({ fault: error instanceof Error ? error.message : String(error) }),
  );
  const answer = await Promise.race([answered, late]);
  clearTimeout(timer);
  return answer;
}
