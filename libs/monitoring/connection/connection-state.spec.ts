import { beforeEach, describe, expect, it } from '@jest/globals';
import { ConnectionState } from './connection-state.js';
import type { Site } from './site.js';

const site = (domain: string, ...networks: string[]): Site => ({ domain, networks });
const [SHOP, SENTRY, DISCORD, BLOG] = [
  'shop.example',
  'sentry.example',
  'discord.example',
  'blog.example',
].map((domain) => site(domain)) as [Site, Site, Site, Site];

describe('ConnectionState', () => {
  let state: ConnectionState;

  beforeEach(() => {
    state = new ConnectionState();
    for (const each of [SHOP, SENTRY, DISCORD]) state.expect(each);
    state.noteReached(SHOP, 0);
  });

  const fail = (...moments: [Site, number][]) =>
    moments.map(([each, atMs]) => state.noteUnreached(each, atMs));

  it('is blind once three unrelated sites fail together, since the first of them', () => {
    expect(fail([SHOP, 1_000], [SENTRY, 1_500], [SHOP, 2_000])).toEqual([null, null, null]);
    expect(state.blindSinceMs).toBeNull();
    expect(fail([DISCORD, 3_000], [SHOP, 4_000])).toEqual(['lost', null]);
    expect(state.blindSinceMs).toBe(1_000);
  });

  it('is not while anything was reached since the first failure', () => {
    fail([SHOP, 1_000], [SENTRY, 1_500]);
    expect(state.noteReached(BLOG, 1_600)).toBeNull();
    expect(fail([DISCORD, 3_000])).toEqual([null]);
    expect([1_500, 3_000].map((atMs) => state.hasWorkedSince(atMs))).toEqual([true, false]);
  });

  it('does not take an answer for proof that was asked for before the failure', () => {
    fail([SHOP, 1_000]);
    state.noteReached(BLOG, 999);
    expect(state.hasWorkedSince(1_000)).toBe(false);
    expect(fail([SENTRY, 1_010], [DISCORD, 1_020])).toEqual([null, 'lost']);
  });

  it('counts no site that was down before: its failures go on without the network’s', () => {
    fail([SHOP, 1_000]);
    state.noteReached(SENTRY, 1_100);
    expect(fail([SHOP, 20_000], [SENTRY, 20_100], [DISCORD, 20_200])).toEqual([null, null, null]);
    expect(fail([BLOG, 20_300])).toEqual(['lost']);
    expect(state.blindSinceMs).toBe(20_100);
  });

  it('counts it again once it was reached', () => {
    fail([SHOP, 1_000]);
    state.noteReached(SENTRY, 1_100);
    state.noteReached(SHOP, 5_000);
    expect(fail([SHOP, 20_000], [SENTRY, 20_100], [DISCORD, 20_200])).toEqual([null, null, 'lost']);
  });

  it('takes failures more than a minute apart for the sites’ own', () => {
    expect(fail([SHOP, 1_000], [SENTRY, 2_000], [DISCORD, 61_500])).toEqual([null, null, null]);
    expect(fail([SHOP, 62_500], [SENTRY, 63_000])).toEqual([null, 'lost']);
  });

  it('takes for one what has a network in common, however it is called', () => {
    fail(
      [site('a.example', '203.0.113.0/24'), 1_000],
      [site('b.example', '203.0.113.0/24'), 1_000],
      [SHOP, 1_000],
    );
    expect(state.blindSinceMs).toBeNull();
  });

  it('is back once anything is reached by what began since, and forgets what failed meanwhile', () => {
    fail([SHOP, 1_000], [SENTRY, 1_000], [DISCORD, 2_000], [BLOG, 2_500]);
    expect(state.noteReached(SENTRY, 1_900)).toBeNull();
    expect(state.blindSinceMs).toBe(1_000);
    expect(state.noteReached(SENTRY, 9_000)).toBe('back');
    expect(state.blindSinceMs).toBeNull();
    expect(fail([SHOP, 9_100], [DISCORD, 9_200], [BLOG, 9_300])).toEqual([null, null, 'lost']);
  });

  it('distinguishes nothing with fewer than three sites that are not down', () => {
    expect(state.canDistinguish).toBe(true);
    fail([SHOP, 1_000]);
    expect(state.canDistinguish).toBe(true);
    state.noteReached(SENTRY, 1_100);
    expect(state.canDistinguish).toBe(false);
  });

  it('goes on with the blindness of an earlier run', () => {
    state.resumeBlind(-5_000, 10_000);
    expect(state.noteReached(SHOP, 10_100)).toBe('back');
  });

  it('is not starved of proof by a site that fails all the time', () => {
    fail([SHOP, 1_000], [SHOP, 1_200]);
    state.noteReached(SENTRY, 1_100);
    expect([state.hasWorkedSince(1_000), state.hasWorkedSince(1_200)]).toEqual([true, false]);
    expect(fail([SENTRY, 2_000], [DISCORD, 2_000])).toEqual([null, null]);
  });
});
