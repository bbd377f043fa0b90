import type { Delivery, Incident } from '@envscope/contracts/index.js';
import { deliveryOf, idOf, incidentOf, instantAfter } from '@envscope/testing/alerts.js';
import { StoreFault } from '@envscope/store/observation-store.js';
import { AlertMemory, FakeAlertStore } from '@envscope/testing/fakes/fake-alert-store.js';
import { STORY_START_MS } from '@envscope/testing/observations.js';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Fence } from '../leadership/fence.js';
import { IncidentRepository } from './incident-repository.js';
import { outcomeOf } from '../incidents/incident-outcome.js';
import { acknowledge, comment, resolveByHand } from '../incidents/manual-actions.js';
import { repeatNotification } from '../incidents/repeat-notifications.js';
import { TimeOrderedIds } from './time-ordered-ids.js';
import { deliveriesFor } from './new-deliveries.js';

const UNTIL_MS = STORY_START_MS + 20_000;
const unsent = (given: Partial<Incident> = {}) => incidentOf({ channels: [], ...given });

describe('IncidentRepository', () => {
  let memory: AlertMemory;
  let store: FakeAlertStore;
  let impaired: (string | null)[];
  let lost: number[];
  let repository: IncidentRepository;

  const repositoryOn = (of: FakeAlertStore, owner = 'one', atMs = STORY_START_MS, fence?: Fence) => {
    const ids = new TimeOrderedIds(() => atMs);
    return new IncidentRepository(of, {
      owner,
      addDeliveries: (outcome) => deliveriesFor(outcome, ['dev.discord'], STORY_START_MS, () => ids.next()),
      onChange: () => undefined,
      onImpaired: (fault) => impaired.push(fault),
      onLost: (count) => lost.push(count),
      now: () => STORY_START_MS,
      timeoutMs: 100,
      ...(fence && { fence }),
    });
  };
  const openOne = (given: Partial<Incident> = {}) => repository.decide(() => [outcomeOf(unsent(given))]);
  const changeIt = () =>
    repository.decide((open) => open.map((incident) => repeatNotification(incident, STORY_START_MS + 1)));
  const onIt = (by: string) => (known: Incident) => comment(known, { by, note: 'On it' }, STORY_START_MS);
  const notesBy = (incident: Incident | undefined) =>
    incident?.timeline.flatMap((entry) => (entry.kind === 'commented' ? [entry.by] : []));
  const firstOf = (deliveries: readonly Delivery[]) => deliveries.slice(0, 1);

  beforeEach(async () => {
    jest.useFakeTimers();
    memory = new AlertMemory();
    store = new FakeAlertStore(memory, true);
    [impaired, lost] = [[], []];
    repository = repositoryOn(store);
    await repository.start();
  });
  afterEach(() => void jest.useRealTimers());

  it('keeps an incident and what it wants in one write', async () => {
    await openOne();
    expect([...memory.incidents.keys()]).toEqual([idOf(1)]);
    expect([...memory.deliveries.values()]).toMatchObject([{ kind: 'opened', state: 'queued' }]);
    expect(repository.unsettled()).toEqual([...memory.deliveries.values()]);
  });

  it('takes decisions together that come while something is written, with one write for each incident', async () => {
    const saves = jest.spyOn(store, 'saveIncident');
    const queued = jest.fn();
    repository.onQueued(queued);
    store.hold();
    const opening = [openOne()];
    await jest.advanceTimersByTimeAsync(0);
    const second = unsent({ id: idOf(2) });
    const later = [
      repository.decide(() => [outcomeOf(second)]),
      ...[1, 2, 3].map(() => changeIt()),
      repository.decide(() => {
        throw new Error('a fault of ours');
      }),
    ];
    await jest.advanceTimersByTimeAsync(0);
    expect(saves).toHaveBeenCalledTimes(1);
    store.release();
    await Promise.all(opening);
    const outcomes = await Promise.allSettled(later);
    expect(outcomes.map(({ status }) => status)).toEqual([...Array(4).fill('fulfilled'), 'rejected']);
    expect(saves.mock.calls.map(([{ incident }]) => [incident.id, incident.version])).toEqual([
      [idOf(1), 1],
      [idOf(2), 1],
      [idOf(1), 2],
    ]);
    expect(memory.incidents.get(idOf(1))).toEqual(repository.incident(idOf(1)));
    const kinds = [...memory.deliveries.values()].map(({ incidentId, kind }) => `${incidentId} ${kind}`);
    expect(kinds).toEqual([`${idOf(1)} opened`, `${idOf(2)} opened`, `${idOf(1)} repeat`]);
    expect(queued).toHaveBeenCalledTimes(3);
  });

  it('takes a decision after what a person asked for before it', async () => {
    await openOne();
    const order: string[] = [];
    const decide = (name: string) => repository.decide(() => (order.push(name), []));
    await Promise.all([
      decide('first'),
      repository.change(idOf(1), (known) => (order.push('person'), onIt('Minji')(known))),
      decide('second'),
      decide('third'),
    ]);
    expect(order).toEqual(['first', 'person', 'second', 'third']);
  });

  it('takes up again what was given up, when it is replayed', async () => {
    await openOne();
    const held = await repository.claim(repository.unsettled(), UNTIL_MS);
    const dead = { state: 'dead', deathCause: 'refused', claim: null, queuedAt: instantAfter(-1) } as const;
    await repository.settle(held.map((each) => ({ ...each, ...dead })));
    expect(await repository.replay({ environment: 'prod' })).toBe(0);
    expect(repository.unsettled()).toEqual([]);
    expect(await repository.replay({ environment: 'dev' })).toBe(1);
    expect(repository.unsettled()).toMatchObject([{ state: 'queued', deathCause: null }]);
  });

  it('takes up after a restart what was open and what was left to send', async () => {
    await openOne();
    await repository.claim(repository.unsettled(), UNTIL_MS);
    const next = repositoryOn(store, 'two');
    await next.start();
    expect(next.openIncidents()).toHaveLength(1);
    expect(next.unsettled()).toMatchObject([{ state: 'sending', claim: { owner: 'one' } }]);
  });

  it('remembers what a channel was sent of an incident that goes on', async () => {
    await openOne();
    const held = await repository.claim(repository.unsettled(), UNTIL_MS);
    await repository.settle(
      held.map((each) => ({ ...each, state: 'delivered', messageId: '42', claim: null })),
    );
    expect(repository.unsettled()).toEqual([]);
    expect(repository.delivered(idOf(1), 'dev.discord')).toMatchObject([{ messageId: '42' }]);
    expect([...memory.deliveries.values()]).toMatchObject([{ state: 'delivered' }]);
  });

  it('lets go of an incident once it is over and sent', async () => {
    await openOne();
    await repository.change(idOf(1), (known) =>
      resolveByHand(known, { by: 'Minji', note: '' }, STORY_START_MS),
    );
    expect(repository.incident(idOf(1))).toBeDefined();
    const held = await repository.claim(repository.unsettled(), UNTIL_MS);
    await repository.settle(held.map((each) => ({ ...each, state: 'delivered', claim: null })));
    expect(repository.incident(idOf(1))).toBeUndefined();
  });

  it('does not hold what another console holds, and learns who does', async () => {
    await openOne();
    const waiting = repository.unsettled();
    const [{ id } = deliveryOf()] = waiting;
    await store.claimDeliveries([id], { owner: 'two', untilMs: UNTIL_MS, nowMs: STORY_START_MS });
    expect(await repository.claim(waiting, UNTIL_MS)).toEqual([]);
    expect(repository.unsettled()).toMatchObject([{ claim: { owner: 'two' } }]);
  });

  it('knows no incident that there is not', async () => {
    await expect(repository.change(idOf(9), (known) => outcomeOf(known))).rejects.toMatchObject({
      code: 'unknown-incident',
      params: { id: idOf(9) },
    });
  });

  describe('behind a fence', () => {
    const fence = { term: 1 as number | undefined, isUp: true, assure: () => Promise.resolve(fence.isUp) };
    let fenced: IncidentRepository;
    const openIn = (of: IncidentRepository, id: string) => of.decide(() => [outcomeOf(unsent({ id }))]);

    beforeEach(async () => {
      Object.assign(fence, { term: 1, isUp: true });
      fenced = repositoryOn(store, 'one', STORY_START_MS, fence);
      await fenced.start();
    });

    it('neither decides nor claims once another leads', async () => {
      await openIn(fenced, idOf(1));
      fence.isUp = false;
      await openIn(fenced, idOf(2));
      expect([...memory.incidents.keys()]).toEqual([idOf(1)]);
      expect(await fenced.claim(fenced.unsettled(), UNTIL_MS)).toEqual([]);
      expect([...memory.deliveries.values()]).toMatchObject([{ state: 'queued' }]);
    });

    it('lets go of what it has claimed where it stood still until the store had answered', async () => {
      await openIn(fenced, idOf(1));
      const answers = [true, false];
      jest.spyOn(fence, 'assure').mockImplementation(() => Promise.resolve(answers.shift() ?? false));
      expect(await fenced.claim(fenced.unsettled(), UNTIL_MS)).toEqual([]);
      expect([...memory.deliveries.values()]).toMatchObject([{ state: 'queued', claim: null }]);
      jest.restoreAllMocks();
    });

    it('is refused by the store where it did not notice', async () => {
      await openIn(fenced, idOf(1));
      const next = repositoryOn(store, 'two', STORY_START_MS, {
        term: 2,
        assure: () => Promise.resolve(true),
      });
      await next.start();
      await openIn(fenced, idOf(2));
      await fenced.decide((open) => open.map((incident) => repeatNotification(incident, STORY_START_MS)));
      expect([...memory.incidents.values()]).toMatchObject([{ id: idOf(1), version: 1 }]);
      expect(await fenced.claim(fenced.unsettled(), UNTIL_MS)).toEqual([]);
    });

    it('leaves to the next leader what it opened, and sent, while it could not reach the store', async () => {
      store.isFailing = true;
      await openIn(fenced, idOf(1));
      const held = await fenced.claim(fenced.unsettled(), UNTIL_MS);
      await fenced.settle(
        held.map((each) => ({ ...each, state: 'delivered', messageId: '42', claim: null })),
      );
      const near = new FakeAlertStore(memory, true);
      const next = repositoryOn(near, 'two', STORY_START_MS, {
        term: 2,
        assure: () => Promise.resolve(true),
      });
      await next.start();
      const learnt: string[] = [];
      next.onOpenedElsewhere(({ id }) => learnt.push(id));
      store.isFailing = false;
      await jest.advanceTimersByTimeAsync(2_000);
      fence.term = undefined;
      await fenced.stop();
      expect(lost).toEqual([]);
      await next.refresh();
      expect(learnt).toEqual([idOf(1)]);
      expect(next.delivered(idOf(1), 'dev.discord')).toMatchObject([{ messageId: '42' }]);
    });
  });

  describe('while the store fails', () => {
    it('goes on from memory, says so once, and writes all of it afterwards', async () => {
      store.isFailing = true;
      await openOne();
      const held = await repository.claim(repository.unsettled(), UNTIL_MS);
      expect(held).toHaveLength(1);
      await repository.settle(
        held.map((each) => ({ ...each, state: 'delivered', messageId: '42', claim: null })),
      );
      await changeIt();
      expect(repository.isImpaired).toBe(true);
      expect(memory.incidents.size).toBe(0);

      store.isFailing = false;
      await jest.advanceTimersByTimeAsync(2_000);
      expect(repository.isImpaired).toBe(false);
      expect(impaired).toEqual(['The disk is full', null]);
      expect(memory.incidents.get(idOf(1))?.timeline.map(({ kind }) => kind)).toEqual(['opened', 'repeated']);
      expect([...memory.deliveries.values()]).toMatchObject([
        { kind: 'opened', state: 'delivered', messageId: '42' },
        { kind: 'repeat', state: 'queued' },
      ]);
      await openOne({ id: idOf(2) });
      expect(memory.incidents.get(idOf(2))?.version).toBe(1);
    });

    it('waits only a moment for one that does not answer, whose answer may come after all', async () => {
      store.hold();
      const opened = openOne();
      await jest.advanceTimersByTimeAsync(101);
      await opened;
      expect(repository.isImpaired).toBe(true);
      await changeIt();
      store.release();
      await jest.advanceTimersByTimeAsync(4_000);
      expect(repository.isImpaired).toBe(false);
      expect(memory.incidents.get(idOf(1))?.timeline.map(({ kind }) => kind)).toEqual(['opened', 'repeated']);
      expect([...memory.deliveries.values()].map(({ kind }) => kind)).toEqual(['opened', 'repeat']);
    });

    it('takes nothing of what a person wants, leaves nothing of it, and takes it again once it works', async () => {
      await openOne();
      store.isFailing = true;
      const wish = () => repository.change(idOf(1), onIt('Minji'));
      await expect(wish()).rejects.toBeInstanceOf(StoreFault);
      await expect(repository.replay({})).rejects.toBeInstanceOf(StoreFault);
      expect(repository.incident(idOf(1))?.timeline).toHaveLength(1);
      await changeIt();
      expect(repository.isImpaired).toBe(true);
      await expect(wish()).rejects.toBeInstanceOf(StoreFault);
      store.isFailing = false;
      await jest.advanceTimersByTimeAsync(2_000);
      await wish();
      expect(memory.incidents.get(idOf(1))?.timeline.map(({ kind }) => kind)).toEqual([
        'opened',
        'repeated',
        'commented',
      ]);
    });

    it('refuses one person alone where one write fails, whichever console leads', async () => {
      await openOne();
      for (const each of [repository, repositoryOn(store, 'two')]) {
        store.failNext();
        await expect(each.change(idOf(1), onIt('Minji'))).rejects.toBeInstanceOf(StoreFault);
        await each.change(idOf(1), onIt('Joon'));
      }
      expect(impaired).toEqual([]);
      expect(notesBy(memory.incidents.get(idOf(1)))).toEqual(['Joon', 'Joon']);
    });

    it('lets nobody wait for longer than one answer may take, however many wait', async () => {
      await openOne();
      store.hold();
      const refused = Promise.all(
        [1, 2, 3, 4].map((n) =>
          expect(repository.change(idOf(1), onIt(`${n}`))).rejects.toBeInstanceOf(StoreFault),
        ),
      );
      await jest.advanceTimersByTimeAsync(300);
      await refused;
    });

    it('says at its end how many incidents were not written', async () => {
      store.isFailing = true;
      await openOne();
      await repository.stop();
      expect(lost).toEqual([1]);
    });
  });

  describe('beside another console', () => {
    let other: IncidentRepository;

    beforeEach(() => {
      other = repositoryOn(store, 'two', STORY_START_MS + 1);
    });

    it('keeps what people did there and what it judged itself, when both change an incident at once', async () => {
      await openOne();
      await other.change(idOf(1), (known) =>
        acknowledge(known, { by: 'Minji', note: '' }, STORY_START_MS + 1),
      );
      await repository.change(idOf(1), (known) =>
        comment(known, { by: 'Jun', note: 'Disk' }, STORY_START_MS + 2),
      );
      const stored = memory.incidents.get(idOf(1));
      expect(stored).toMatchObject({ version: 3, acknowledgement: { by: 'Minji' } });
      expect(stored?.timeline.map(({ kind }) => kind)).toEqual(['opened', 'acknowledged', 'commented']);
    });

    it('loses no comment of many at two consoles in one moment, nor one to a resolution by hand', async () => {
      await openOne();
      const people = Array.from({ length: 120 }, (_, index) => `${index}`);
      await Promise.all(
        people.map((by, index) => (index % 2 ? repository : other).change(idOf(1), onIt(by))),
      );
      expect(notesBy(memory.incidents.get(idOf(1)))?.toSorted()).toEqual(people.toSorted());
      const [, commented] = await Promise.allSettled([
        other.change(idOf(1), (known) => resolveByHand(known, { by: 'Minji', note: '' }, STORY_START_MS)),
        repository.change(idOf(1), onIt('late')),
      ]);
      const isThere = notesBy(memory.incidents.get(idOf(1)))?.includes('late');
      expect(isThere).toBe(commented.status === 'fulfilled');
      expect(memory.incidents.get(idOf(1))?.resolution).toBe('by-hand');
    });

    it('lets one of two people acknowledge, and names it to the other who it was', async () => {
      await openOne();
      const outcomes = await Promise.allSettled(
        [repository, other].map((each, index) =>
          each.change(idOf(1), (known) => acknowledge(known, { by: `${index}`, note: '' }, STORY_START_MS)),
        ),
      );
      const by = memory.incidents.get(idOf(1))?.acknowledgement?.by;
      expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      const refused = outcomes.find(({ status }) => status === 'rejected');
      expect(refused).toMatchObject({ reason: { code: 'already-acknowledged', params: { by } } });
    });

    it('decides anew what people have changed elsewhere, and lets rest what they have resolved', async () => {
      await openOne();
      await openOne({ id: idOf(2) });
      await other.change(idOf(1), (known) => resolveByHand(known, { by: 'Minji', note: '' }, STORY_START_MS));
      await other.change(idOf(2), onIt('Minji'));
      await changeIt();
      expect(memory.incidents.get(idOf(1))?.timeline.map(({ kind }) => kind)).toEqual(['opened', 'resolved']);
      expect(memory.incidents.get(idOf(2))?.timeline.map(({ kind }) => kind)).toEqual([
        'opened',
        'commented',
        'repeated',
      ]);
    });

    it('writes what it judged while its own way to the store was cut beside what people did meanwhile', async () => {
      await openOne();
      const near = new FakeAlertStore(memory, true);
      store.isFailing = true;
      await changeIt();
      await repositoryOn(near, 'two').change(idOf(1), onIt('Minji'));
      store.isFailing = false;
      await jest.advanceTimersByTimeAsync(2_000);
      expect(
        memory.incidents
          .get(idOf(1))
          ?.timeline.map(({ kind }) => kind)
          .toSorted(),
      ).toEqual(['commented', 'opened', 'repeated']);
    });

    it('learns of it by itself, with the messages that it wants', async () => {
      await openOne();
      await other.change(idOf(1), (known) => resolveByHand(known, { by: 'Minji', note: '' }, STORY_START_MS));
      await repository.refresh();
      expect(repository.openIncidents()).toEqual([]);
      expect(repository.unsettled().map(({ kind }) => kind)).toEqual(['opened', 'changed', 'resolved']);
    });

    it('does not take up again what it has sent itself in the meantime', async () => {
      await openOne();
      const read = store.unsettledDeliveries();
      const held = await repository.claim(firstOf(repository.unsettled()), UNTIL_MS);
      await repository.settle(held.map((each) => ({ ...each, state: 'delivered', claim: null })));
      const stale = await read;
      store.unsettledDeliveries = () => Promise.resolve(stale);
      await repository.refresh();
      expect(repository.unsettled()).toEqual([]);
    });

    it('takes up what was replayed', async () => {
      await openOne();
      const held = await repository.claim(repository.unsettled(), UNTIL_MS);
      const dead = { state: 'dead', deathCause: 'refused', claim: null } as const;
      await repository.settle(held.map((each) => ({ ...each, ...dead, settledAt: instantAfter(1) })));
      await store.replayDeliveries({}, STORY_START_MS + 60_000);
      await repository.refresh();
      expect(repository.unsettled()).toMatchObject([{ state: 'queued', queuedAt: instantAfter(60_000) }]);
    });
  });
});
