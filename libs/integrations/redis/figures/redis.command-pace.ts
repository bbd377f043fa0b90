import { deltasBetween, type CounterSample } from '@envscope/integrations/kernel/counter-rate.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const MONTH_MS = 30 * 24 * HOUR_MS;
/** A day, since nights have less traffic. */
const KEPT_MS = 24 * HOUR_MS;
const BETWEEN_SAMPLES_MS = 10 * MINUTE_MS;
/** Less says nothing of a month. */
const LEAST_KNOWN_MS = HOUR_MS;

/**
 * How many commands a month takes at the pace of the last day. How many it has taken so far cannot be read over the Redis
 * protocol: INFO counts since the server began to, and only Upstash's Developer API, which needs a key to the whole account,
 * counts by the month.
 */
export class CommandPace {
  private readonly samples: CounterSample[] = [];

  add(sample: CounterSample): void {
    const [last, lastButOne] = [this.samples.at(-1), this.samples.at(-2)];
    // The newest sample moves along until its time is over, so that a day is 144 of them.
    if (last && lastButOne && last.atMs - lastButOne.atMs < BETWEEN_SAMPLES_MS) this.samples.pop();
    this.samples.push(sample);
    while ((this.samples[0]?.atMs ?? sample.atMs) < sample.atMs - KEPT_MS) this.samples.shift();
  }

  /** Commands in 30 days; null until an hour is known of. */
  monthly(): number | null {
    let commands = 0;
    let knownMs = 0;
    this.samples.forEach((sample, index) => {
      const before = this.samples[index - 1];
      const grown = deltasBetween(before, sample)?.['total_commands_processed'];
      // Where the server began to count anew, that time says nothing.
      if (!before || grown === undefined) return;
      commands += grown;
      knownMs += sample.atMs - before.atMs;
    });
    return knownMs < LEAST_KNOWN_MS ? null : (commands / knownMs) * MONTH_MS;
  }
}
