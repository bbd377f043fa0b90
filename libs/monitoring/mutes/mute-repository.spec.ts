import type { MuteDraft, Named } from '@envscope/contracts/index.js';
import { StoreFault } from '@envscope/store/observation-store.js';
import { idOf, instantAfter, muteOf } from '@envscope/testing/alerts.js';
import { AlertMemory, FakeAlertStore } from '@envscope/testing/fakes/fake-alert-store.js';
import { STORY_START_MS } from '@envscope/testing/observations.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { MuteRepository } from './mute-repository.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

function draftOf(given: Partial<MuteDraft> = {}): Named<MuteDraft> {
  return {
    kind: 'silence',
    scope: { environment: 'dev', service: 'redis', target: null },
    startsAt: null,
    endsAt: instantAfter(30 * MINUTE_MS),
    reason: 'Noisy',
    by: 'Minji',
    ...given,
  };
}

describe('MuteRepository', () => {
  let memory: AlertMemory;
  let store: FakeAlertStore;
  let nowMs: number;
  let repository: MuteRepository;
  const bookOver = (shared: AlertMemory) => new MuteRepository(new FakeAlertStore(shared), () => nowMs);

  beforeEach(() => {
    memory = new AlertMemory();
    store = new FakeAlertStore(memory);
    nowMs = STORY_START_MS;
    repository = new MuteRepository(store, () => nowMs);
  });

  it('mutes from now until the end, and remembers it through a restart', async () => {
    const { id } = await repository.add(draftOf());
    const restarted = bookOver(memory);
    await restarted.load();
    for (const each of [repository, restarted]) expect(each.mutedBy('dev', 'redis', 'cache')).toBe(id);
    nowMs += 30 * MINUTE_MS;
    expect(repository.mutedBy('dev', 'redis', 'cache')).toBeNull();
  });

  it('begins when it is planned to', async () => {
    await repository.add(draftOf({ startsAt: instantAfter(10 * MINUTE_MS) }));
    expect(repository.active(nowMs)).toEqual([]);
    nowMs += 10 * MINUTE_MS;
    expect(repository.active(nowMs)).toHaveLength(1);
  });

  it('takes a start that has passed for now', async () => {
    const { startsAt } = await repository.add(draftOf({ startsAt: instantAfter(-MINUTE_MS) }));
    expect(startsAt).toBe(instantAfter(0));
  });

  it('lasts without an end until somebody ends it', async () => {
    const { id } = await repository.add(draftOf({ kind: 'maintenance', endsAt: null }));
    nowMs += 2 * DAY_MS;
    expect(repository.mutedBy('dev', 'redis', 'cache')).toBe(id);
    const ended = await repository.end(id, 'Joon');
    expect(ended.ended).toEqual({ by: 'Joon', at: instantAfter(2 * DAY_MS) });
    expect(repository.mutedBy('dev', 'redis', 'cache')).toBeNull();
    await expect(repository.end(id, 'Joon')).rejects.toMatchObject({
      code: 'mute-ended',
      params: { id, at: instantAfter(2 * DAY_MS), by: 'Joon' },
    });
  });

  it.each([
    {
      story: 'is over already',
      given: { endsAt: instantAfter(0) },
      fault: { field: 'endsAt', code: 'in-the-past' },
    },
    {
      story: 'ends before it starts',
      given: { startsAt: instantAfter(40 * MINUTE_MS) },
      fault: { field: 'endsAt', code: 'ends-before-it-starts' },
    },
    {
      story: 'lasts for more than a year',
      given: { endsAt: instantAfter(367 * DAY_MS) },
      fault: { field: 'endsAt', code: 'over-a-year' },
    },
    {
      story: 'begins in more than a year',
      given: { kind: 'maintenance', startsAt: instantAfter(367 * DAY_MS), endsAt: null },
      fault: { field: 'startsAt', code: 'too-far-ahead' },
    },
  ] as const)('refuses one that $story', async ({ given, fault }) => {
    await expect(repository.add(draftOf(given))).rejects.toMatchObject({ errors: [fault] });
    expect(repository.all()).toEqual([]);
  });

  it('ends what another console has added, and refuses what nobody has', async () => {
    const { id } = await bookOver(memory).add(draftOf());
    expect((await repository.end(id, 'Joon')).ended?.by).toBe('Joon');
    await expect(repository.end(idOf(99), 'Joon')).rejects.toMatchObject({
      code: 'unknown-mute',
      params: { id: idOf(99) },
    });
  });

  it('stays ended though the store was asked before', async () => {
    const { id } = await repository.add(draftOf());
    const stale = new Map(memory.mutes);
    await repository.end(id, 'Joon');
    for (const [key, mute] of stale) memory.mutes.set(key, mute);
    await repository.load();
    expect(repository.mutedBy('dev', 'redis', 'cache')).toBeNull();
  });

  it('lists what was over within 30 days, newest first', async () => {
    const ended = (days: number) => ({ by: 'Minji', at: instantAfter(-days * DAY_MS) });
    const starting = (days: number) => ({ startsAt: instantAfter(-days * DAY_MS), endsAt: null });
    await store.saveMute(muteOf({ id: idOf(1), ...starting(40), ended: ended(31) }), null);
    await store.saveMute(muteOf({ id: idOf(2), ...starting(40), ended: ended(29) }), null);
    await store.saveMute(muteOf({ id: idOf(3), ...starting(1) }), null);
    await repository.load();
    expect(repository.all().map(({ id }) => id)).toEqual([idOf(3), idOf(2)]);
    nowMs += 2 * DAY_MS;
    expect(repository.all().map(({ id }) => id)).toEqual([idOf(3)]);
  });

  it('promises nothing that the store did not keep', async () => {
    store.isFailing = true;
    await expect(repository.add(draftOf())).rejects.toThrow(StoreFault);
    expect(repository.mutedBy('dev', 'redis', 'cache')).toBeNull();
  });
});
