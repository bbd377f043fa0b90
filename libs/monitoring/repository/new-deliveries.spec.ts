import type { DeliveryKind, Incident } from '@envscope/contracts/index.js';
import { idOf, incidentOf, instantAfter } from '@envscope/testing/alerts.js';
import { STORY_START_MS } from '@envscope/testing/observations.js';
import { describe, expect, it } from '@jest/globals';
import { deliveriesFor } from './new-deliveries.js';

/** `channel: kind` of each message in the order of ids, and the channels that the incident has then. */
function want(incident: Partial<Incident>, notify: DeliveryKind[], channels: string[]) {
  let ids = 0;
  const outcome = { incident: incidentOf(incident), notify };
  const change = deliveriesFor(outcome, channels, STORY_START_MS + 500, () => idOf(++ids));
  return {
    wanted: change.deliveries.map(({ channel, kind }) => `${channel}: ${kind}`),
    channels: change.incident.channels,
    deliveries: change.deliveries,
  };
}

describe('deliveriesFor', () => {
  it('wants an opening in every channel of the route', () => {
    const { wanted, channels, deliveries } = want({ channels: [] }, ['opened'], ['discord', 'webhook']);
    expect(wanted).toEqual(['discord: opened', 'webhook: opened']);
    expect(channels).toEqual(['discord', 'webhook']);
    expect(deliveries[0]).toMatchObject({
      id: idOf(1),
      incidentId: idOf(1),
      environment: 'dev',
      state: 'queued',
      createdAt: instantAfter(500),
      queuedAt: instantAfter(500),
    });
  });

  it('wants the one message about the console in channels of several environments, once it is over', () => {
    const own = {
      environment: '@console',
      service: 'console',
      resolvedAt: instantAfter(400),
      channels: [],
    } as const;
    const { wanted, deliveries } = want(
      { ...own, channels: [] },
      ['opened'],
      ['dev.discord', 'prod.ntfy.high'],
    );
    expect(wanted).toEqual(['dev.discord: opened', 'prod.ntfy.high: opened']);
    expect(deliveries.map(({ environment }) => environment)).toEqual(['dev', 'prod']);
  });

  it('opens in a channel that more severe incidents go to, and goes on in the one before', () => {
    const { wanted, channels } = want({ channels: ['discord'] }, ['changed'], ['discord.critical']);
    expect(wanted).toEqual(['discord: changed', 'discord.critical: opened']);
    expect(channels).toEqual(['discord', 'discord.critical']);
  });

  it('sends an end only where the incident was sent, each change before its end', () => {
    const over = { channels: ['discord'], resolvedAt: instantAfter(0) };
    const { wanted, channels } = want(over, ['changed', 'resolved'], ['discord', 'webhook']);
    expect(wanted).toEqual(['discord: changed', 'discord: resolved']);
    expect(channels).toEqual(['discord']);
  });

  it('wants nothing where nothing is to be sent, or nowhere', () => {
    expect(want({ channels: [] }, [], ['discord'])).toEqual({ wanted: [], channels: [], deliveries: [] });
    expect(want({ channels: [] }, ['opened'], [])).toEqual({ wanted: [], channels: [], deliveries: [] });
  });
});
