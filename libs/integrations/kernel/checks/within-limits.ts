import { limitTimer } from '@envscope/integrations/kernel/clock.js';
import { IntegrationError } from '@envscope/integrations/kernel/errors/integration-error.js';
import type { CheckLimits } from '@envscope/integrations/kernel/probe.js';

/**
 * What the work brings, within a check's limits: rejects with a `TimeoutError` at the deadline and with the stop signal's reason
 * when the console stops, and aborts the work's signal. Work that waited for a slot until then
 * has said nothing about its target: it rejects with that.
 */
export async function withinLimits<T>(
  { stop, timeoutMs }: CheckLimits,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  stop.throwIfAborted();
  const deadline = new AbortController();
  const end = (): void => deadline.abort(stop.reason);
  // Not AbortSignal.any: Node keeps a combined signal that has listeners for as long as its sources live.
  stop.addEventListener('abort', end, { once: true });
  const timer = limitTimer(timeoutMs, () =>
    deadline.abort(new DOMException('The deadline passed', 'TimeoutError')),
  );
  const ended = new Promise<never>((_, reject) => {
    // In a moment: work that has not begun says so.
    const giveUp = (): NodeJS.Immediate => setImmediate(() => reject(deadline.signal.reason as Error));
    deadline.signal.addEventListener('abort', giveUp, { once: true });
  });
  try {
    // The race protects from work that ignores the signal.
    return await Promise.race([work(deadline.signal), ended]);
  } catch (error) {
    throw deadline.signal.aborted && !isNotBegun(error) ? deadline.signal.reason : error;
  } finally {
    clearTimeout(timer);
    stop.removeEventListener('abort', end);
  }
}

function isNotBegun(error: unknown): boolean {
  return error instanceof IntegrationError && error.reason.code === 'waiting-for-slot';
}
