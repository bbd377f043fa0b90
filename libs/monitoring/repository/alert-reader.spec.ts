import { deliveryOf, idOf, incidentOf, instantAfter } from '@envscope/testing/alerts.js';
import { FakeAlertStore } from '@envscope/testing/fakes/fake-alert-store.js';
import { STORY_START_MS } from '@envscope/testing/observations.js';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { IncidentRepository } from './incident-repository.js';
import { AlertReader } from './alert-reader.js';
import { outcomeOf } from '../incidents/incident-outcome.js';
import { TimeOrderedIds } from './time-ordered-ids.js';
import { deliveriesFor } from './new-deliveries.js';

const RULE = { id: 'redis-memory', name: 'Memory' };
const LIMIT = { limit: 10 };
const ids = (all: readonly { id: string }[]) => all.map(({ id }) => id);

describe('AlertReader', () => {
  let store: FakeAlertStore;
  let repository: IncidentRepository;
  let reader: AlertReader;

  beforeEach(async () => {
    jest.useFakeTimers();
    store = new FakeAlertStore();
    const over = incidentOf({ id: idOf(1), resolvedAt: instantAfter(1) });
    await store.saveIncident({
      incident: over,
      deliveries: [deliveryOf({ id: idOf(1), state: 'delivered' })],
    });
    await store.saveIncident({ incident: incidentOf({ id: idOf(2), channels: [] }), deliveries: [] });
    const newIds = new TimeOrderedIds(() => STORY_START_MS);
    repository = new IncidentRepository(store, {
      owner: 'one',
      addDeliveries: (outcome) =>
        deliveriesFor(outcome, ['dev.discord'], STORY_START_MS, () => newIds.next()),
      onChange: () => undefined,
      onImpaired: () => undefined,
      now: () => STORY_START_MS,
    });
    await repository.start();
    reader = new AlertReader(store, repository);
  });
  afterEach(() => void jest.useRealTimers());

  /** Opens one incident and ends another while nothing can be written. */
  async function happenUnwritten(): Promise<void> {
    const save = jest.spyOn(store, 'saveIncident').mockRejectedValue(new Error('The disk is full'));
    const acknowledgement = { by: 'Minji', note: '', at: instantAfter(0) };
    await repository.decide((open) => [
      outcomeOf(incidentOf({ id: idOf(3), rule: RULE, channels: [] })),
      ...open.map((incident) => outcomeOf({ ...incident, version: 2, acknowledgement })),
    ]);
    save.mockRestore();
  }

  it('includes what memory alone knows in every list and count', async () => {
    expect(await reader.countUnresolved()).toEqual({ open: 1, acknowledged: 0 });
    await happenUnwritten();
    expect((await reader.incident(idOf(3)))?.id).toBe(idOf(3));
    expect(ids(await reader.incidents(LIMIT))).toEqual([idOf(3), idOf(2), idOf(1)]);
    expect(ids(await reader.incidents({ ...LIMIT, state: 'open' }))).toEqual([idOf(3)]);
    expect(ids(await reader.incidents({ ...LIMIT, before: idOf(3) }))).toEqual([idOf(2), idOf(1)]);
    expect(ids(await reader.incidents({ limit: 1 }))).toEqual([idOf(3)]);
    expect(await reader.countUnresolved()).toEqual({ open: 1, acknowledged: 1 });
    expect(await reader.deliveries({ ...LIMIT, incidentId: idOf(3) })).toMatchObject([
      { kind: 'opened', incidentId: idOf(3) },
    ]);
    expect(await reader.deliveries({ ...LIMIT, state: 'queued' })).toHaveLength(2);
    expect(await reader.countDeliveries()).toMatchObject([{ channel: 'dev.discord', waiting: 2 }]);
    expect(await reader.firings(0)).toMatchObject([{ ruleId: RULE.id, count: 1, firing: 1 }]);
  });

  it('answers the same once it is written', async () => {
    await happenUnwritten();
    const read = async () => [
      await reader.incidents(LIMIT),
      await reader.countUnresolved(),
      await reader.countDeliveries(),
      await reader.firings(0),
    ];
    const unwritten = await read();
    await jest.advanceTimersByTimeAsync(2_000);
    expect(repository.isImpaired).toBe(false);
    expect(await read()).toEqual(unwritten);
  });

  it('knows what is open while nothing can be read, and says of the rest that it does not', async () => {
    await happenUnwritten();
    store.isFailing = true;
    expect(ids(await reader.incidents({ ...LIMIT, state: 'unresolved' }))).toEqual([idOf(3), idOf(2)]);
    expect(await reader.countUnresolved()).toEqual({ open: 1, acknowledged: 1 });
    expect(await reader.deliveries({ ...LIMIT, incidentId: idOf(3) })).toHaveLength(1);
    for (const history of [
      reader.incidents(LIMIT),
      reader.incidents({ ...LIMIT, state: 'resolved' }),
      reader.deliveries(LIMIT),
      reader.incident(idOf(1)),
    ]) {
      await expect(history).rejects.toThrow('The disk is full');
    }
  });

  it('knows nothing of its own where another console leads', async () => {
    store.isFailing = true;
    const follower = new AlertReader(store, {
      isLeading: false,
      incident: () => undefined,
      ahead: () => [],
      deliveriesOf: () => [],
    });
    await expect(follower.incidents({ ...LIMIT, state: 'open' })).rejects.toThrow('The disk is full');
  });
});
