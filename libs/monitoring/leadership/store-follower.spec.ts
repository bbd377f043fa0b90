import type { ConnectionOutage } from '@envscope/contracts/index.js';
import { MANIFESTS } from '@envscope/integrations/services.js';
import { idOf, incidentOf, instantAfter, memberOf, muteOf, ruleOf } from '@envscope/testing/alerts.js';
import { AlertMemory, FakeAlertStore } from '@envscope/testing/fakes/fake-alert-store.js';
import { FakeStore } from '@envscope/testing/fakes/fake-store.js';
import { observationOf, STORY_START_MS } from '@envscope/testing/observations.js';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Sparklines } from '../checks/sparklines.js';
import { StatusBoard } from '../checks/status-board.js';
import { StatusHistory } from '../checks/status-history.js';
import { StoredObservations } from '../checks/stored-observations.js';
import { LiveFeed, type LiveEvent } from '../feed/live-feed.js';
import { StoredAlerts } from '../feed/stored-alerts.js';
import { comment } from '../incidents/manual-actions.js';
import { MuteRepository } from '../mutes/mute-repository.js';
import { IncidentRepository } from '../repository/incident-repository.js';
import { RuleRepository } from '../rules/rule-repository.js';
import { StoreFollower } from './store-follower.js';

const EVERY_MS = 2_000;

describe('StoreFollower', () => {
  let memory: AlertMemory;
  let observations: FakeStore;
  let lease: { isLeading: boolean; isShared: boolean };
  let events: LiveEvent[];
  let follower: StoreFollower | undefined;
  let known: ConnectionOutage | null;

  beforeEach(() => {
    jest.useFakeTimers({ now: STORY_START_MS });
    memory = new AlertMemory();
    observations = new FakeStore();
    [lease, events] = [{ isLeading: false, isShared: true }, []];
    known = null;
  });
  afterEach(async () => {
    jest.useRealTimers();
    await follower?.stop();
  });

  /** A console beside others on one store. */
  async function begin() {
    const store = new FakeAlertStore(memory, lease.isShared);
    const feed = new LiveFeed();
    feed.listen().subscribe((event) => events.push(event));
    const board = new StatusBoard({ noteObservation: () => undefined });
    const rules = new RuleRepository(store, MANIFESTS);
    const mutes = new MuteRepository(store, Date.now);
    const incidents = new IncidentRepository(store, {
      owner: 'one',
      addDeliveries: ({ incident }) => ({ incident, deliveries: [] }),
      onChange: () => undefined,
      onImpaired: () => undefined,
      onLost: () => undefined,
    });
    const history = new StatusHistory(observations);
    const stored = new StoredObservations(observations, board, new Sparklines(new Map()), history, feed, []);
    if (lease.isLeading) await incidents.start();
    const condition = {
      reportOutage: (outage: ConnectionOutage | null) => void (known = outage),
      reportQueue: () => undefined,
      reportSilentLocations: () => undefined,
    };
    follower = new StoreFollower(lease, [
      rules,
      mutes,
      incidents,
      stored,
      new StoredAlerts(store, feed, condition),
    ]);
    follower.start();
    return { store, board, rules, mutes, incidents };
  }
  const pass = () => jest.advanceTimersByTimeAsync(EVERY_MS);
  const published = (name: string) => events.filter((event) => event.name === name).map(({ data }) => data);

  it('reads rules and mutes that people changed at another console', async () => {
    const { rules, mutes } = await begin();
    memory.rules.set('memory-high', ruleOf());
    memory.mutes.set(idOf(1), muteOf());
    await pass();
    expect(rules.find('memory-high')).toEqual(ruleOf());
    expect(mutes.all()).toEqual([muteOf()]);
  });

  it('shows what the leader saw, and publishes it once', async () => {
    const { board } = await begin();
    const observation = observationOf({ results: [{ status: 'down' }] });
    observations.newest = [{ observation, statusSince: observation.observedAt }];
    await pass();
    await pass();
    expect(board.of('dev', 'redis')).toMatchObject({ status: 'down', since: observation.observedAt });
    expect(published('observation')).toEqual([
      {
        environment: 'dev',
        service: 'redis',
        status: 'down',
        observedAt: observation.observedAt,
        hasChanged: true,
      },
    ]);
  });

  it('publishes that the leader has changed incidents, once for each change', async () => {
    await begin();
    await pass();
    events = [];
    memory.incidents.set(idOf(1), incidentOf());
    await pass();
    await pass();
    expect(published('alert')).toMatchObject([{ topic: 'incidents' }, { topic: 'deliveries' }]);
    memory.incidents.set(idOf(1), incidentOf({ version: 2 }));
    await pass();
    expect(published('alert')).toHaveLength(4);
  });

  it('knows that the leader cannot reach the network', async () => {
    await begin();
    const held = memberOf({
      service: 'console',
      target: 'dev',
      reason: { code: 'not-observed', params: { count: 7 } },
    });
    const own = { environment: '@console', service: 'console', members: [held] } as const;
    memory.incidents.set(idOf(1), incidentOf({ ...own, members: [held] }));
    await pass();
    expect(known).toEqual({ since: instantAfter(0), checks: 7 });
    memory.incidents.set(
      idOf(1),
      incidentOf({ ...own, members: [held], version: 2, resolvedAt: instantAfter(9) }),
    );
    await pass();
    expect(known).toBeNull();
  });

  it('teaches the leader what people did elsewhere, and publishes nothing as a follower would', async () => {
    memory.incidents.set(idOf(1), incidentOf());
    lease.isLeading = true;
    const { incidents } = await begin();
    const said = comment(incidentOf(), { by: 'Minji', note: 'On it' }, STORY_START_MS).incident;
    memory.incidents.set(idOf(1), said);
    observations.newest = [{ observation: observationOf(), statusSince: observationOf().observedAt }];
    await pass();
    expect(incidents.incident(idOf(1))).toEqual(said);
    expect(events).toEqual([]);
  });

  it('tries again where the store failed', async () => {
    const { store, rules } = await begin();
    memory.rules.set('memory-high', ruleOf());
    store.failNext();
    await pass();
    expect(rules.find('memory-high')).toBeUndefined();
    await pass();
    expect(rules.find('memory-high')).toEqual(ruleOf());
  });

  it('ends though the store does not answer, and reads nothing more', async () => {
    const { store, rules } = await begin();
    store.hold();
    await pass();
    const ended = follower?.stop();
    await jest.advanceTimersByTimeAsync(600);
    await ended;
    store.release();
    await pass();
    memory.rules.set('memory-high', ruleOf());
    await pass();
    expect(rules.find('memory-high')).toBeUndefined();
  });

  it("reads nothing where the store is this console's alone", async () => {
    lease.isShared = false;
    const { rules } = await begin();
    memory.rules.set('memory-high', ruleOf());
    await pass();
    expect(rules.find('memory-high')).toBeUndefined();
  });
});
