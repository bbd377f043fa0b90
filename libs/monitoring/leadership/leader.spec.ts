import { deliveryOf, idOf, incidentOf } from '@envscope/testing/alerts.js';
import { AlertMemory, FakeAlertStore } from '@envscope/testing/fakes/fake-alert-store.js';
import { FakeChannel } from '@envscope/testing/fakes/fake-channel.js';
import { STORY_START_MS } from '@envscope/testing/observations.js';
import { MANIFESTS } from '@envscope/integrations/services.js';
import { StoreFault } from '@envscope/store/observation-store.js';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Dispatcher } from '../deliveries/dispatcher.js';
import { Composer } from '../messages/composer.js';
import { IncidentRepository } from '../repository/incident-repository.js';
import { RuleRepository } from '../rules/rule-repository.js';
import type { ConsolePart } from '../console-part.js';
import { Leader } from './leader.js';

describe('Leader', () => {
  let events: string[];
  let logged: string[];

  beforeEach(() => {
    jest.useFakeTimers({ now: STORY_START_MS });
    [events, logged] = [[], []];
  });
  afterEach(() => void jest.useRealTimers());

  const leaderOf = (parts: readonly ConsolePart[], isShared = true) =>
    new Leader(parts, {
      isShared,
      log: { log: (line) => void logged.push(line), error: (line) => void logged.push(line) },
    });
  const partCalled = (name: string, start: () => Promise<void> = () => Promise.resolve()): ConsolePart => ({
    start: async () => {
      await start();
      events.push(`start ${name}`);
    },
    stop: () => void events.push(`stop ${name}`),
  });

  it('starts its parts in order, and stops the last one first', async () => {
    const leader = leaderOf([
      partCalled('rules'),
      { start: () => void events.push('start once') },
      partCalled('schedule'),
    ]);
    await leader.onGain();
    expect(events).toEqual(['start rules', 'start once', 'start schedule']);
    await leader.onLoss();
    expect(events.slice(3)).toEqual(['stop schedule', 'stop rules']);
    expect(logged).toEqual([
      'This console leads: it checks, evaluates and notifies',
      'This console does not lead any more',
    ]);
  });

  it('logs nothing where no other console could lead', async () => {
    const leader = leaderOf([], false);
    await leader.onGain();
    await leader.onLoss();
    expect(logged).toEqual([]);
  });

  it('begins nothing where one part cannot, and everything at the next try', async () => {
    let isFailing = true;
    const failing = partCalled('incidents', () =>
      isFailing ? Promise.reject(new StoreFault('The disk is full')) : Promise.resolve(),
    );
    const leader = leaderOf([partCalled('rules'), failing, partCalled('schedule')]);
    await expect(leader.onGain()).rejects.toThrow('The disk is full');
    expect(events).not.toContain('start schedule');
    expect(events).toContain('stop rules');
    expect(logged).toEqual([]);
    [isFailing, events] = [false, []];
    await leader.onGain();
    expect(events).toEqual(['start rules', 'start incidents', 'start schedule']);
  });

  describe('with the parts of a console', () => {
    const memory = new AlertMemory();
    const store = new FakeAlertStore(memory, true);
    const channel = new FakeChannel();
    let lost: number;

    const begin = () => {
      lost = 0;
      const incidents = new IncidentRepository(store, {
        owner: 'one',
        addDeliveries: ({ incident }) => ({ incident, deliveries: [] }),
        onChange: () => undefined,
        onImpaired: () => undefined,
        onLost: (count) => (lost += count),
        timeoutMs: 100,
      });
      const dispatcher = new Dispatcher(incidents, [channel], new Composer([], undefined), {
        owner: 'one',
        onChange: () => undefined,
        log: { warn: () => undefined, error: () => undefined },
      });
      const leader = leaderOf([new RuleRepository(store, MANIFESTS), incidents, dispatcher]);
      return { leader, incidents };
    };

    it('delivers what an earlier leader left, and nothing any more once it has stopped', async () => {
      await store.saveIncident({ incident: incidentOf(), deliveries: [deliveryOf()] });
      const { leader } = begin();
      await leader.onGain();
      await jest.advanceTimersByTimeAsync(1_000);
      expect(channel.taken).toHaveLength(1);
      expect(memory.deliveries.get(idOf(1))?.state).toBe('delivered');
      await leader.onLoss();
      await store.saveIncident({
        incident: incidentOf({ id: idOf(2) }),
        deliveries: [deliveryOf({ id: idOf(2), incidentId: idOf(2) })],
      });
      await jest.advanceTimersByTimeAsync(60_000);
      expect(channel.taken).toHaveLength(1);
      expect(memory.deliveries.get(idOf(2))?.state).toBe('queued');
    });

    it('ends though a channel never answers', async () => {
      channel.answer = () => 'dead';
      const { leader } = begin();
      await leader.onGain();
      await jest.advanceTimersByTimeAsync(1_000);
      const ended = leader.onLoss();
      await jest.advanceTimersByTimeAsync(2_100);
      await ended;
      expect(lost).toBe(0);
      expect(memory.deliveries.get(idOf(2))?.state).toBe('sending');
    });

    it('says how many changed incidents the store did not take before the end', async () => {
      memory.deliveries.clear();
      const { leader, incidents } = begin();
      await leader.onGain();
      store.isFailing = true;
      await incidents.decide(() => [{ incident: incidentOf({ id: idOf(3) }), notify: [] }]);
      const ended = leader.onLoss();
      await jest.advanceTimersByTimeAsync(3_000);
      await ended;
      expect(lost).toBe(1);
    });
  });
});
