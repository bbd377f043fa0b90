import { Refusal, type ProblemCode } from '@envscope/contracts/index.js';
import { StoreFault } from '@envscope/store/observation-store.js';
import { RatesInMemory } from '@envscope/store/rates/rates-in-memory.js';
import { RateStore } from '@envscope/store/rates/rate-store.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { SignInPace, type Attempt } from './sign-in-pace.js';

const MINJI: Attempt = { account: 'minji@example.com', client: '192.0.2.1', device: null };

/** A store that its server has left. */
class AwayStore extends RateStore {
  countHit = () => Promise.reject(new StoreFault('away'));
  admitAttempt = () => Promise.reject(new StoreFault('away'));
  takeBackAttempt = () => Promise.reject(new StoreFault('away'));
  forgetAttempts = () => Promise.reject(new StoreFault('away'));
}

describe('SignInPace', () => {
  let nowMs: number;
  let first: SignInPace;
  let second: SignInPace;

  const now = () => nowMs;
  beforeEach(() => {
    nowMs = Date.parse('2026-11-29T09:00:00Z');
    const store = new RatesInMemory();
    [first, second] = [new SignInPace(store, now), new SignInPace(store, now)];
  });

  /** What comes of work that ends with the code, or is right. */
  const outcome = (work: (inner: () => Promise<void>) => Promise<void>, code?: ProblemCode) =>
    work(() => (code ? Promise.reject(new Refusal(code)) : Promise.resolve())).then(
      () => 'right',
      (error: unknown) => (error as Refusal).code,
    );
  const password = (pace: SignInPace, attempt: Attempt, code?: ProblemCode) =>
    outcome((inner) => pace.password(attempt, inner), code);

  async function failures(attempt: Attempt, count: number, paces = [first, second]): Promise<void> {
    for (let failed = 0; failed < count; failed += 1) {
      const pace = paces[failed % paces.length] ?? first;
      expect(await password(pace, attempt, 'wrong-credentials')).toBe('wrong-credentials');
    }
  }

  it('counts what fails at two consoles together, and has each further failure wait twice as long', async () => {
    await failures(MINJI, 5);
    for (const waitMs of [5_000, 10_000, 20_000]) {
      nowMs += waitMs - 1;
      for (const pace of [first, second]) expect(await password(pace, MINJI)).toBe('too-many-attempts');
      nowMs += 1;
      expect(await password(second, MINJI, 'wrong-credentials')).toBe('wrong-credentials');
    }
  });

  it('keeps out nobody by what others fail: another address, a browser that was used before', async () => {
    await failures(MINJI, 5);
    expect(await password(first, { ...MINJI, client: '192.0.2.2' })).toBe('right');
    expect(await password(first, { ...MINJI, device: 'known' })).toBe('right');
    expect(await password(first, MINJI)).toBe('too-many-attempts');
  });

  it('has an address wait that tries one account after the other', async () => {
    for (let account = 0; account < 20; account += 1) {
      await failures({ ...MINJI, account: `person${account}@example.com` }, 1);
    }
    expect(await password(second, MINJI)).toBe('too-many-attempts');
    // What waited for its address has cost its account nothing.
    nowMs += 5_000;
    await failures(MINJI, 1);
  });

  it('forgets what somebody failed before they were right, and not what their address failed', async () => {
    await failures(MINJI, 4);
    expect(await password(first, MINJI)).toBe('right');
    await failures(MINJI, 5);
    const others = Array.from({ length: 11 }, (_, index) => `person${index}@example.com`);
    for (const account of others) await failures({ ...MINJI, account }, 1);
    expect(await password(first, { ...MINJI, account: 'one more' })).toBe('too-many-attempts');
  });

  it('holds against nobody what was neither right nor wrong: no code yet, a console that is busy or changed', async () => {
    const neither: readonly ProblemCode[] = ['code-needed', 'busy', 'person-changed', 'too-many-attempts'];
    for (let time = 0; time < 10; time += 1) {
      for (const code of neither) expect(await password(first, MINJI, code)).toBe(code);
    }
    expect(await password(second, MINJI)).toBe('right');
  });

  it('lets no more guesses through of many at once', async () => {
    const guesses = Array.from({ length: 30 }, (_, index) =>
      password(index % 2 ? first : second, MINJI, 'wrong-credentials'),
    );
    const reached = (await Promise.all(guesses)).filter((code) => code === 'wrong-credentials');
    expect(reached).toHaveLength(5);
  });

  it('counts codes for the account, wherever from: only who knows its password gets so far', async () => {
    const code = (client: string, device: string | null, problem?: ProblemCode) =>
      outcome((inner) => first.code({ ...MINJI, client, device }, inner), problem);
    for (let time = 0; time < 10; time += 1) {
      expect(await code(`192.0.2.${time}`, null, 'wrong-code')).toBe('wrong-code');
    }
    expect(await code('198.51.100.1', null)).toBe('too-many-attempts');
    expect(await code('198.51.100.1', 'known')).toBe('right');
  });

  it('has an address wait that guesses links, even one that has a link', async () => {
    const link = (pace: SignInPace, client: string, problem?: ProblemCode) =>
      outcome((inner) => pace.link(client, inner), problem);
    for (let time = 0; time < 20; time += 1) {
      expect(await link(time % 2 ? first : second, '192.0.2.1', 'unknown-link')).toBe('unknown-link');
      if (time < 19) expect(await link(first, '192.0.2.1')).toBe('right');
    }
    expect(await link(second, '192.0.2.1')).toBe('too-many-attempts');
    expect(await link(second, '192.0.2.2')).toBe('right');
  });

  it('counts for itself while the store fails', async () => {
    const alone = new SignInPace(new AwayStore(), now);
    await failures(MINJI, 5, [alone]);
    expect(await password(alone, MINJI)).toBe('too-many-attempts');
    nowMs += 5_000;
    expect(await password(alone, MINJI)).toBe('right');
    await failures(MINJI, 5, [alone]);
  });

  it('has the store learn neither who failed nor where from', async () => {
    const keys: string[] = [];
    class Listening extends RatesInMemory {
      override admitAttempt(attempt: Parameters<RatesInMemory['admitAttempt']>[0]) {
        keys.push(attempt.key);
        return super.admitAttempt(attempt);
      }
    }
    await failures(MINJI, 1, [new SignInPace(new Listening(), now)]);
    expect(keys).toEqual([
      expect.stringMatching(/^attempts [0-9a-f]{64}$/),
      expect.stringMatching(/^attempts [0-9a-f]{64}$/),
    ]);
  });
});
