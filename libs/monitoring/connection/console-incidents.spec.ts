import type { ConnectionOutage, Observation } from '@envscope/contracts/index.js';
import { FakeAlertStore } from '@envscope/testing/fakes/fake-alert-store.js';
import { observationOf, STORY_START_MS } from '@envscope/testing/observations.js';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { deliveriesFor } from '../repository/new-deliveries.js';
import { IncidentRepository } from '../repository/incident-repository.js';
import { TimeOrderedIds } from '../repository/time-ordered-ids.js';
import type { Turn } from './connection-state.js';
import { ConsoleIncidents } from './console-incidents.js';

const SETTLE_MS = 30_000;

/** The console's connection, as a story has it. */
class FakeConnection {
  blindSince: string | null = null;
  private turned: (turn: Turn) => void = () => undefined;
  private held: (observation: Observation) => void = () => undefined;

  onTurn(listener: (turn: Turn) => void): void {
    this.turned = listener;
  }

  onUnobserved(listener: (observation: Observation) => void): void {
    this.held = listener;
  }

  resumeBlind(since: string): void {
    this.blindSince = since;
  }

  lose(): void {
    this.blindSince = new Date(Date.now() - 1_000).toISOString();
    this.turned('lost');
  }

  hold(environment: string, checks = 1): void {
    this.held(
      observationOf({ environment, results: Array.from({ length: checks }, () => ({ status: 'unknown' })) }),
    );
  }

  find(): void {
    this.blindSince = null;
    this.turned('back');
  }
}

describe('ConsoleIncidents', () => {
  let store: FakeAlertStore;
  let connection: FakeConnection;
  let incidents: ConsoleIncidents;
  let outage: ConnectionOutage | null;
  const ids = new TimeOrderedIds();

  async function begin(): Promise<void> {
    connection = new FakeConnection();
    const repository = new IncidentRepository(store, {
      owner: 'one',
      addDeliveries: (outcome) =>
        deliveriesFor(outcome, ['dev.discord', 'prod.ntfy'], Date.now(), () => ids.next()),
      onChange: () => undefined,
      onImpaired: () => undefined,
    });
    await repository.start();
    incidents = new ConsoleIncidents(repository, connection, {
      clock: { clock: { now: () => Date.now(), steady: () => performance.now() } },
      newId: () => ids.next(),
      onFault: (error) => {
        throw error;
      },
      onChange: (now) => (outage = now),
    });
    incidents.start();
  }
  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);
  const stored = () => [...store.memory.incidents.values()];
  const deliveries = () =>
    [...store.memory.deliveries.values()].map(({ channel, kind }) => `${channel}: ${kind}`);
  const counts = () =>
    stored().map(({ members }) =>
      members.map(({ target, reason }) => `${target} ${reason?.params['count']}`),
    );

  beforeEach(async () => {
    jest.useFakeTimers({ now: STORY_START_MS });
    [store, outage] = [new FakeAlertStore(), null];
    await begin();
  });
  afterEach(() => {
    incidents.stop();
    jest.useRealTimers();
  });

  it('opens one incident for all environments, and notifies nobody of it', async () => {
    connection.lose();
    connection.hold('dev', 2);
    connection.hold('prod');
    await pass(0);
    expect(stored()).toMatchObject([
      {
        environment: '@console',
        service: 'console',
        targetState: 'unknown',
        startedAt: '2026-10-02T08:59:59.000Z',
      },
    ]);
    expect(outage).toEqual({ since: '2026-10-02T08:59:59.000Z', checks: 3 });
    expect(deliveries()).toEqual([]);
  });

  it('notifies the channels once it is back, with what was not observed from when to when', async () => {
    connection.lose();
    connection.hold('dev', 2);
    await pass(60_000);
    connection.hold('prod');
    connection.find();
    expect(outage).toBeNull();
    expect(deliveries()).toEqual([]);
    await pass(SETTLE_MS);
    expect(stored()).toMatchObject([
      { resolvedAt: '2026-10-02T09:01:00.000Z', resolution: 'recovered', version: 2 },
    ]);
    expect(counts()).toEqual([['dev 2', 'prod 1']]);
    expect(deliveries()).toEqual(['dev.discord: opened', 'prod.ntfy: opened']);
  });

  it('is one incident where the connection comes and goes', async () => {
    for (let times = 0; times < 3; times += 1) {
      connection.lose();
      connection.hold('dev');
      await pass(5_000);
      connection.find();
      await pass(5_000);
    }
    await pass(SETTLE_MS);
    expect(counts()).toEqual([['dev 3']]);
    expect(deliveries()).toHaveLength(2);
  });

  it('goes on after a restart with the incident that is open', async () => {
    connection.lose();
    connection.hold('dev');
    await pass(0);
    incidents.stop();
    await begin();
    expect(connection.blindSince).toBe('2026-10-02T08:59:59.000Z');
    connection.hold('dev');
    connection.find();
    await pass(SETTLE_MS);
    expect(counts()).toEqual([['dev 2']]);
    expect(deliveries()).toHaveLength(2);
  });
});
