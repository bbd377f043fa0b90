import type { Observation, Reason, ReasonCode } from '@envscope/contracts/index.js';
import { SYSTEM_CLOCK } from '@envscope/integrations/kernel/clock.js';
import type { Connectivity, Destination } from '@envscope/integrations/kernel/connectivity.js';
import { observationOf } from '@envscope/testing/observations.js';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ConnectionWatch } from './connection-watch.js';
import { PublicHosts } from './public-hosts.js';

const HOSTS: Readonly<Record<string, string>> = {
  shop: 'https://shop.example.com',
  blog: 'https://blog.example.net',
  pay: 'https://pay.example.org',
  inside: 'http://10.0.0.7:8080',
};
const REFUSED: Reason = { code: 'network-unreachable', params: {} };

/** Hosts that answer control checks, or do not. */
class FakeConnectivity implements Connectivity {
  /** What becomes of the control checks of an origin; `null`: it answers. */
  outcome: (origin: string) => Promise<Reason | null> = () => Promise.resolve(null);
  readonly asked: string[] = [];

  addressesOf(): readonly string[] {
    return [];
  }

  isAnsweredByProxy(): boolean {
    return false;
  }

  reach({ origin }: Destination): Promise<Reason | null> {
    this.asked.push(origin);
    return this.outcome(origin);
  }
}

describe('ConnectionWatch', () => {
  let connectivity: FakeConnectivity;
  let watch: ConnectionWatch;
  let news: string[];
  let stopping: AbortController;

  const begin = (names = Object.keys(HOSTS), isFirstHand: (service: string) => boolean = () => true) => {
    const destinationsOf = (_environment: string, _service: string, target = '') => {
      const origin = names.includes(target) ? HOSTS[target] : undefined;
      return origin === undefined ? [] : [{ origin }];
    };
    const all = names.flatMap((name) => destinationsOf('', '', name));
    watch = new ConnectionWatch(new PublicHosts(all, connectivity), connectivity, {
      clock: SYSTEM_CLOCK,
      destinationsOf,
      isFirstHand,
    });
    watch.onTurn((turn) => news.push(turn));
    watch.onUnobserved(({ results }) => news.push(`not observed: ${results[0]?.target}`));
    watch.start();
  };
  const admit = (target: string, code?: ReasonCode, begunMs = performance.now()): Promise<Observation> => {
    const result = code ? { target, status: 'down' as const, reason: { code, params: {} } } : { target };
    const observation = observationOf({ service: 'endpoints', covers: 'targets', results: [result] });
    return watch.admit(observation, { target, begunMs, stop: stopping.signal });
  };
  const codeOf = async (admitted: Promise<Observation>) => (await admitted).results[0]?.reason?.code ?? 'up';

  beforeEach(() => {
    [connectivity, news, stopping] = [new FakeConnectivity(), [], new AbortController()];
  });
  afterEach(() => watch.stop());

  it('lets a failure pass as soon as something else was reached after it', async () => {
    begin();
    expect(await codeOf(admit('shop', 'refused'))).toBe('refused');
    expect(connectivity.asked).not.toHaveLength(0);
    expect(news).toEqual([]);
  });

  it('needs no control check where another check brings the answer', async () => {
    begin();
    const held = admit('shop', 'timeout');
    await admit('blog');
    expect(await codeOf(held)).toBe('timeout');
    expect(connectivity.asked).toEqual([]);
  });

  it('holds what fails while nothing can be reached, and takes it for no failure', async () => {
    begin();
    connectivity.outcome = () => Promise.resolve(REFUSED);
    expect(await codeOf(admit('shop', 'name-server-silent'))).toBe('not-observed');
    expect(await codeOf(admit('pay', 'network-unreachable'))).toBe('not-observed');
    expect(watch.blindSince).not.toBeNull();
    expect(news).toEqual(['lost', 'not observed: shop', 'not observed: pay']);
    expect(await codeOf(admit('blog'))).toBe('up');
    expect(watch.blindSince).toBeNull();
    expect(news.at(-1)).toBe('back');
  });

  it('takes for no failure what began while it was blind, and failed later', async () => {
    begin();
    connectivity.outcome = () => Promise.resolve(REFUSED);
    await admit('shop', 'timeout');
    const begunMs = performance.now();
    await admit('blog');
    expect(watch.blindSince).toBeNull();
    expect(await codeOf(admit('shop', 'timeout', begunMs - 1))).toBe('not-observed');
    connectivity.outcome = () => Promise.resolve(null);
    expect(await codeOf(admit('shop', 'timeout'))).toBe('timeout');
  });

  it('takes for no failure what a vendor’s account remembers of when it was blind', async () => {
    begin(undefined, (service) => service === 'endpoints');
    connectivity.outcome = () => Promise.resolve(REFUSED);
    await admit('shop', 'timeout');
    await admit('blog');
    connectivity.outcome = () => Promise.resolve(null);
    const remembered = async (afterMs: number) => {
      const results = [{ target: 'pay', status: 'unknown' as const, reason: REFUSED }];
      const observation = observationOf({ service: 'uptimerobot', covers: 'targets', results });
      const begunMs = performance.now() + afterMs;
      return codeOf(watch.admit(observation, { target: 'pay', begunMs, stop: stopping.signal }));
    };
    expect(await remembered(45_000)).toBe('not-observed');
    expect(await remembered(61_000)).toBe('network-unreachable');
  });

  it('goes on with hosts inside, and with failures that are no connection’s, while it is blind', async () => {
    begin();
    connectivity.outcome = () => Promise.resolve(REFUSED);
    await admit('shop', 'timeout');
    expect(await codeOf(admit('inside', 'refused'))).toBe('refused');
    expect(await codeOf(admit('pay', 'internal-fault'))).toBe('internal-fault');
    expect(watch.blindSince).not.toBeNull();
  });

  it('holds nothing where too few sites are public', async () => {
    begin(['shop', 'blog', 'inside']);
    connectivity.outcome = () => Promise.resolve(REFUSED);
    expect(await codeOf(admit('shop', 'timeout'))).toBe('timeout');
    expect(await codeOf(admit('blog', 'timeout'))).toBe('timeout');
    expect(connectivity.asked).toEqual([]);
  });

  it('ends what it holds when the console stops', async () => {
    begin();
    connectivity.outcome = () => new Promise(() => undefined);
    const held = admit('shop', 'timeout');
    stopping.abort(new Error('The console stops'));
    await expect(held).rejects.toThrow('The console stops');
  });

  it('is blind from the start where an earlier run was, until something is reached', async () => {
    begin();
    watch.resumeBlind('2026-10-02T09:00:00.000Z');
    // Two clocks are read, of which one has whole milliseconds.
    expect(watch.blindSince).toMatch(/^2026-10-02T(09:00:00\.00|08:59:59\.99)/);
    expect(await codeOf(admit('shop', 'timeout'))).toBe('not-observed');
    await admit('shop');
    expect(news.at(-1)).toBe('back');
  });
});
