import { FakeClock } from '@envscope/testing/fakes/fake-clock.js';
import { describe, expect, it } from '@jest/globals';
import { Refusal } from '@envscope/contracts/index.js';
import { Pacer } from './pacer.js';

describe('Pacer', () => {
  it.each([0, 3_600_000, -3_600_000])(
    'admits a key every three seconds, though the clock goes by %i',
    (byMs) => {
      const clock = new FakeClock();
      const pacer = new Pacer(3_000, clock.steady);
      pacer.admit('dev/redis');
      clock.set(byMs);
      clock.pass(2_999.5);
      expect(() => pacer.admit('dev/redis')).toThrow(new Refusal('too-soon', { retryAfterMs: 1 }));
      expect(() => pacer.admit('prod/redis')).not.toThrow();
      clock.pass(0.5);
      expect(() => pacer.admit('dev/redis')).not.toThrow();
    },
  );
});
