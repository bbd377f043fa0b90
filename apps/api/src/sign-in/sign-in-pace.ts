import { Refusal } from '@envscope/contracts/index.js';
import { SYSTEM_CLOCK } from '@envscope/integrations/kernel/clock.js';

interface Failures {
  readonly count: number;
  readonly lastAtMs: number;
}

/** How many failures are free, and how long the wait after more of them grows. */
interface Allowance {
  readonly free: number;
  readonly longestMs: number;
}

const OF_ACCOUNT: Allowance = { free: 5, longestMs: 900_000 };
const OF_ADDRESS: Allowance = { free: 20, longestMs: 900_000 };
const FIRST_WAIT_MS = 5_000;
const FORGOTTEN_AFTER_MS = 3_600_000;
const MOST_KEPT = 20_000;

/** Who tries to sign in: `device` is one that the person has signed in with before. */
export interface Attempt {
  readonly account: string;
  /** Whose share of a limit it takes. */
  readonly client: string;
  readonly device: string | null;
}

/**
 * Has those who fail wait longer each time. What is counted is who tries what: an address an account, a known device an
 * account, an address all of them. Nobody's failures are held against the account itself, so that nobody can be kept out by
 * the failures of others.
 */
export class SignInPace {
  private readonly failures = new Map<string, Failures>();

  constructor(private readonly steady: () => number = SYSTEM_CLOCK.steady) {}

  /** Counts the attempt as failed until `succeeded` says otherwise. Throws `too-many-attempts`. */
  admit(attempt: Attempt): void {
    const keys = keysOf(attempt);
    const waitMs = Math.max(...keys.map(([key, allowance]) => this.waitOf(key, allowance)));
    if (waitMs > 0) throw new Refusal('too-many-attempts', { retryAfterMs: Math.ceil(waitMs) });
    for (const [key] of keys) this.count(key, 1);
  }

  /** Forgets the failures of who tried this, and takes the one attempt off those of the address. */
  succeeded(attempt: Attempt): void {
    const [[own], ...others] = keysOf(attempt);
    this.failures.delete(own);
    for (const [key] of others) this.count(key, -1);
  }

  /** The attempt was neither right nor wrong: the second step is still to come. */
  undecided(attempt: Attempt): void {
    for (const [key] of keysOf(attempt)) this.count(key, -1);
  }

  private waitOf(key: string, { free, longestMs }: Allowance): number {
    const failed = this.failures.get(key);
    if (!failed || failed.count < free) return 0;
    const waitMs = Math.min(longestMs, FIRST_WAIT_MS * 2 ** (failed.count - free));
    return failed.lastAtMs + waitMs - this.steady();
  }

  private count(key: string, change: 1 | -1): void {
    const before = this.failures.get(key);
    const isOld = before !== undefined && this.steady() - before.lastAtMs > FORGOTTEN_AFTER_MS;
    const count = Math.max(0, (isOld ? 0 : (before?.count ?? 0)) + change);
    this.failures.delete(key);
    if (count > 0) this.failures.set(key, { count, lastAtMs: this.steady() });
    const [oldest] = this.failures.keys();
    if (this.failures.size > MOST_KEPT && oldest !== undefined) this.failures.delete(oldest);
  }
}

type Key = readonly [string, Allowance];

function keysOf({ account, client, device }: Attempt): readonly [Key, ...Key[]] {
  if (device !== null) return [[`device ${device} ${account}`, OF_ACCOUNT]];
  return [
    [`${client} ${account}`, OF_ACCOUNT],
    [client, OF_ADDRESS],
  ];
}
