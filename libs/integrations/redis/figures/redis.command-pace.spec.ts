import { describe, expect, it } from '@jest/globals';
import { CommandPace } from './redis.command-pace.js';

const MINUTE_MS = 60_000;

/** Adds a sample a minute, each of which counts so many commands more. */
function paceOf(...minutes: { count: number; perMinute: number; source?: string }[]): CommandPace {
  const pace = new CommandPace();
  let atMs = 0;
  let total = 0;
  let last = 'a';
  for (const { count, perMinute, source = 'a' } of minutes) {
    if (source !== last) total = 0;
    last = source;
    for (let minute = 0; minute < count; minute += 1) {
      atMs += MINUTE_MS;
      total += perMinute;
      pace.add({ atMs, steadyMs: atMs, source, counters: { total_commands_processed: total } });
    }
  }
  return pace;
}

describe('CommandPace', () => {
  it('knows nothing before an hour has passed', () => {
    expect(paceOf({ count: 60, perMinute: 10 }).monthly()).toBeNull();
  });

  it('takes a month for as busy as the last hours', () => {
    expect(paceOf({ count: 61, perMinute: 10 }).monthly()).toBeCloseTo(10 * 60 * 24 * 30);
  });

  it('remembers a day', () => {
    const pace = paceOf({ count: 3_000, perMinute: 100 }, { count: 24 * 60 + 10, perMinute: 10 });
    expect(pace.monthly()).toBeCloseTo(10 * 60 * 24 * 30);
  });

  it('leaves out the time in which the server began to count anew', () => {
    const pace = paceOf({ count: 61, perMinute: 10 }, { count: 61, perMinute: 10, source: 'b' });
    expect(pace.monthly()).toBeCloseTo(10 * 60 * 24 * 30);
  });

  it('knows nothing of a server that does not count commands', () => {
    const pace = new CommandPace();
    for (let minute = 0; minute < 90; minute += 1)
      pace.add({ atMs: minute * MINUTE_MS, steadyMs: minute * MINUTE_MS, source: 'a', counters: {} });
    expect(pace.monthly()).toBeNull();
  });
});
