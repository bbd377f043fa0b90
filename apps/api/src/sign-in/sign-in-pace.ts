import { Refusal } from '@envscope/contracts/index.js';
import { SYSTEM_CLOCK } from '@envscope/integrations/kernel/clock.js';
import { RatesInMemory } from '@envscope/store/rates/rates-in-memory.js';
import { RateStore } from '@envscope/store/rates/rate-store.js';
import { StoreFault } from '@envscope/store/observation-store.js';
import { hashOfToken } from './secret-tokens.js';

const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 900_000;
const REMEMBERED_MS = 3_600_000;

/** So many failures are free; each further one doubles the wait. */
function waitsAfter(free: number): readonly number[] {
  const growing = Array.from({ length: 9 }, (_, index) =>
    Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** index),
  );
  return [...Array<number>(free).fill(0), ...growing];
}

const OF_ACCOUNT = waitsAfter(5);
const OF_CODES = waitsAfter(10);
const OF_ADDRESS = waitsAfter(20);

/** Who tries to sign in: `device` is one that the person has signed in with before. */
export interface Attempt {
  readonly account: string;
  /** Whose share of a limit it takes. */
  readonly client: string;
  readonly device: string | null;
}

/** How attempts of a kind are counted. */
interface Count {
  readonly key: string;
  /** How long failures under the key have the next one wait. */
  readonly waitsMs: readonly number[];
  /** Whether one that is right makes up for all that failed before. */
  readonly isForgiving: boolean;
}

/**
 * Has those who guess wait longer each time, whichever console on the store they ask. What is counted is who tries what: an
 * address an account, a known device an account, an address all of them. Nobody's failures are held against the account itself, so
 * that nobody can be kept out by the failures of others; only those who know the password share what they guess of codes.
 * While the store fails, each console counts for itself.
 */
export class SignInPace {
  private readonly own = new RatesInMemory();

  constructor(
    private readonly store: RateStore,
    private readonly now: () => number = SYSTEM_CLOCK.now,
  ) {}

  /** `work` tries a password, with what comes after it. Throws `too-many-attempts`, and what the work throws. */
  password<T>(attempt: Attempt, work: () => Promise<T>): Promise<T> {
    return this.count(countsOf(attempt), work, new Set(['wrong-credentials', 'wrong-code']));
  }

  /** `work` tries a code, of whom the password is right. Throws as `password` does. */
  code<T>({ account, device }: Attempt, work: () => Promise<T>): Promise<T> {
    if (device !== null) return work();
    const count = { key: `codes ${account}`, waitsMs: OF_CODES, isForgiving: true };
    return this.count([count], work, new Set(['wrong-code']));
  }

  /** `work` tries what stands in a link. Throws as `password` does. */
  link<T>(client: string, work: () => Promise<T>): Promise<T> {
    const count = { key: `links ${client}`, waitsMs: OF_ADDRESS, isForgiving: false };
    return this.count([count], work, new Set(['unknown-link']));
  }

  /** Counts the work as failed until it ends, so that of many at once no more get through. */
  private async count<T>(
    counts: readonly Count[],
    work: () => Promise<T>,
    failures: ReadonlySet<string>,
  ): Promise<T> {
    await this.admit(counts);
    try {
      const result = await work();
      await this.settle(counts, true);
      return result;
    } catch (error) {
      const hasFailed = error instanceof Refusal && failures.has(error.code);
      if (!hasFailed) await this.settle(counts, false);
      throw error;
    }
  }

  private async admit(counts: readonly Count[]): Promise<void> {
    for (const [index, { key, waitsMs }] of counts.entries()) {
      const attempt = { key: hashed(key), nowMs: this.now(), waitsMs, rememberedMs: REMEMBERED_MS };
      const waitMs = await this.ask((rates) => rates.admitAttempt(attempt));
      if (waitMs === 0) continue;
      await this.settle(counts.slice(0, index), false);
      throw new Refusal('too-many-attempts', { retryAfterMs: Math.ceil(waitMs) });
    }
  }

  /** What is counted was no failure. */
  private async settle(counts: readonly Count[], isRight: boolean): Promise<void> {
    for (const { key, isForgiving } of counts) {
      await this.ask((rates) =>
        isRight && isForgiving ? rates.forgetAttempts(hashed(key)) : rates.takeBackAttempt(hashed(key)),
      );
    }
  }

  private async ask<T>(question: (rates: RateStore) => Promise<T>): Promise<T> {
    return question(this.store).catch((error: unknown) => {
      if (error instanceof StoreFault) return question(this.own);
      throw error;
    });
  }
}

/** The store learns neither who has failed nor where from. */
const hashed = (key: string): string => `attempts ${hashOfToken(key)}`;

function countsOf({ account, client, device }: Attempt): readonly Count[] {
  if (device !== null)
    return [{ key: `device ${device} ${account}`, waitsMs: OF_ACCOUNT, isForgiving: true }];
  return [
    { key: `${client} ${account}`, waitsMs: OF_ACCOUNT, isForgiving: true },
    { key: client, waitsMs: OF_ADDRESS, isForgiving: false },
  ];
}
