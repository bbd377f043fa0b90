import { randomBytes } from 'node:crypto';

const COUNTER_BITS = 12;

/**
 * UUIDs of version 7 (RFC 9562) that also sort as they were made within one millisecond: their 12 bits after the version are
 * a counter (method 1 of its section 6.2). A clock that is set back does not disturb the order.
 */
export class TimeOrderedIds {
  private lastMs = 0;
  private counter = 0;

  constructor(private readonly now: () => number = Date.now) {}

  next(): string {
    const nowMs = this.now();
    this.counter = nowMs > this.lastMs ? 0 : this.counter + 1;
    this.lastMs = Math.max(nowMs, this.lastMs);
    if (this.counter >= 1 << COUNTER_BITS) {
      this.lastMs += 1;
      this.counter = 0;
    }
    const random = randomBytes(8);
    random[0] = ((random[0] ?? 0) & 0x3f) | 0x80;
    const time = this.lastMs.toString(16).padStart(12, '0');
    const rest = random.toString('hex');
    const counter = this.counter.toString(16).padStart(3, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${counter}-${rest.slice(0, 4)}-${rest.slice(4)}`;
  }
}
