import { StoreFault } from '@envscope/store/observation-store.js';
import { FakeAccessStore } from '@envscope/testing/fakes/fake-access-store.js';
import { FakeClock } from '@envscope/testing/fakes/fake-clock.js';
import { personOf } from '@envscope/testing/people.js';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Sessions } from './sessions.js';

const [MINUTE_MS, HOUR_MS, DAY_MS] = [60_000, 3_600_000, 86_400_000];
const LIMITS = { idleMs: 12 * HOUR_MS, longestMs: 14 * DAY_MS };
const FROM = { method: 'password', address: '192.0.2.1', agent: 'a browser' } as const;
const PERSON = personOf();

describe('Sessions', () => {
  let store: FakeAccessStore;
  let clock: FakeClock;
  let sessions: Sessions;

  const consoleOn = (limits = LIMITS) => new Sessions(store, store, limits, clock);
  beforeEach(async () => {
    store = new FakeAccessStore();
    clock = new FakeClock();
    sessions = consoleOn();
    await store.savePerson(PERSON, null);
  });

  const begin = async () => (await sessions.begin(PERSON.id, FROM)).token;
  const isLive = async (token: string, at = sessions) => (await at.find(token)) !== null;

  it('end when they were not used for so long', async () => {
    const token = await begin();
    clock.pass(LIMITS.idleMs - 1);
    expect(await isLive(token)).toBe(true);
    clock.pass(LIMITS.idleMs - 1);
    expect(await isLive(token)).toBe(true);
    clock.pass(LIMITS.idleMs);
    expect(await isLive(token)).toBe(false);
  });

  it('end after the longest time, however much they are used', async () => {
    const token = await begin();
    for (let hours = 0; hours < 14 * 24 - 6; hours += 6) {
      clock.pass(6 * HOUR_MS);
      expect(await isLive(token)).toBe(true);
    }
    clock.pass(6 * HOUR_MS - 1);
    expect(await isLive(token)).toBe(true);
    clock.pass(2_000);
    expect(await isLive(token)).toBe(false);
  });

  it('last no longer than settings say by now', async () => {
    const token = await begin();
    clock.pass(2 * HOUR_MS);
    expect(await isLive(token, consoleOn({ idleMs: HOUR_MS, longestMs: HOUR_MS }))).toBe(false);
  });

  it('end at another console within two seconds once one has ended them', async () => {
    const token = await begin();
    const other = consoleOn();
    expect(await isLive(token, other)).toBe(true);
    const { session } = (await sessions.find(token)) ?? {};
    await sessions.end(session?.id ?? '');
    expect(await isLive(token)).toBe(false);
    clock.pass(2_000);
    expect(await isLive(token, other)).toBe(false);
  });

  it('end with their person: one who is disabled, and one who is gone', async () => {
    const token = await begin();
    const disabled = { ...PERSON, isDisabled: true };
    await store.savePerson(disabled, PERSON);
    clock.pass(2_000);
    expect(await isLive(token)).toBe(false);
    await store.savePerson(PERSON, disabled);
    clock.pass(2_000);
    expect(await isLive(token)).toBe(true);
    await store.deletePerson(PERSON.id);
    clock.pass(2_000);
    expect(await isLive(token)).toBe(false);
  });

  it('stay for ten minutes while the store fails, and nobody new comes in', async () => {
    const token = await begin();
    expect(await isLive(token)).toBe(true);
    jest.spyOn(store, 'session').mockRejectedValue(new StoreFault('away'));
    clock.pass(9 * MINUTE_MS);
    expect(await isLive(token)).toBe(true);
    clock.pass(2 * MINUTE_MS);
    await expect(sessions.find(token)).rejects.toBeInstanceOf(StoreFault);
    await expect(sessions.find('somebody-new')).rejects.toBeInstanceOf(StoreFault);
  });

  it('keep of the browser what a list can show, and no token', async () => {
    const { token, session } = await sessions.begin(PERSON.id, { ...FROM, agent: 'x'.repeat(5_000) });
    expect(session.agent).toHaveLength(200);
    expect(JSON.stringify(await sessions.of(PERSON.id))).not.toContain(token);
  });
});
