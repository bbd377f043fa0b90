import { describe, expect, it } from '@jest/globals';
import { observe, type Subject } from './observe.js';

const subject: Subject = { environment: 'dev', service: 'endpoints', silence: 'down' };

describe('observe', () => {
  it('does not wait for a look that began after the console stopped', async () => {
    const stop = AbortSignal.abort(new Error('stopping'));
    const look = observe(subject, { timeoutMs: 60_000, stop }, () => new Promise(() => {}));
    await expect(look).rejects.toThrow('stopping');
  });
});
