import type { Delivery, ServiceKind } from '@envscope/contracts/index.js';
import { deliveryOf, idOf, incidentOf, instantAfter } from '@envscope/testing/alerts.js';
import { STORY_START_MS } from '@envscope/testing/observations.js';
import { describe, expect, it } from '@jest/globals';
import type { Evidence, PostedMessage, Webhook } from './evidence.ts';
import { reportOf, type StormTarget } from './storm-report.ts';

const SHOP: StormTarget = {
  environment: 'dev',
  name: 'shop',
  failedAtMs: STORY_START_MS,
  recoveredAtMs: STORY_START_MS + 60_000,
};

const INCIDENT = {
  ...incidentOf({ id: idOf(1), service: 'endpoints', resolvedAt: instantAfter(70_000) }),
  firstCause: { service: 'endpoints', target: 'shop', label: null, reason: { code: 'refused', params: {} } },
  memberCount: 1,
  failingServices: [] as ServiceKind[],
  failingCount: 0,
  dependentCount: 0,
} as const;

const OPENED = delivery(2, { kind: 'opened', messageId: 'down', settledAt: instantAfter(11_000) });
const RESOLVED = delivery(3, { kind: 'resolved', messageId: 'up', settledAt: instantAfter(72_000) });
const UNKNOWN = {
  at: instantAfter(9_000),
  verb: 'post',
  outcome: 'unknown',
  tookMs: 900,
  reason: null,
} as const;
const REPEATED = { ...OPENED, isPossiblyRepeated: true, attempts: [UNKNOWN] };

const DOWN = message('down', 10_900);
const UP = message('up', 71_900);

function delivery(number: number, given: Partial<Delivery>): Delivery {
  const own = { incidentId: INCIDENT.id, channel: 'dev.discord', state: 'delivered', ...given } as const;
  return deliveryOf({ id: idOf(number), ...own });
}

function message(id: string, afterMs: number, title = 'shop is down'): PostedMessage {
  return { id, timestamp: instantAfter(afterMs), embeds: [{ title }] };
}

function channel(environment: string, ...messages: PostedMessage[]): Webhook {
  return { id: `of ${environment}`, environment, posted: messages.length, messages };
}

/** A storm of one endpoint that was reported as it should be, unless overridden. */
function evidence(given: Partial<Evidence> = {}): Evidence {
  return {
    incidents: [INCIDENT],
    deliveries: [OPENED, RESOLVED],
    webhooks: [channel('dev', DOWN, UP)],
    ...given,
  };
}

describe('the report of a storm', () => {
  it('finds no fault where all is delivered, and says how long it took', () => {
    expect(reportOf([SHOP], evidence())).toEqual({
      faults: [],
      named: { openings: 1, ends: 1 },
      messages: 2,
      repeated: 0,
      calls: {},
      openingsMs: [11_000],
      endsMs: [12_000],
      settledAtMs: STORY_START_MS + 72_000,
    });
  });

  it.each<{ story: string; left: Partial<Evidence>; fault: string }>([
    {
      story: 'no incident came of a failure',
      left: { incidents: [], deliveries: [], webhooks: [channel('dev')] },
      fault: 'dev/shop has no incident',
    },
    {
      story: 'a failure became two incidents',
      left: { incidents: [INCIDENT, INCIDENT] },
      fault: 'dev/shop has 2 incidents',
    },
    {
      story: 'an incident does not end',
      left: { incidents: [{ ...INCIDENT, resolution: null }] },
      fault: 'dev/shop is open',
    },
    {
      story: 'nobody wants the end sent',
      left: { deliveries: [OPENED], webhooks: [channel('dev', DOWN)] },
      fault: 'dev/shop: wants opened',
    },
    {
      story: 'a message waits',
      left: { deliveries: [OPENED, { ...RESOLVED, state: 'queued' }] },
      fault: 'dev/shop: resolved is queued',
    },
    {
      story: 'a message was given up',
      left: { deliveries: [{ ...OPENED, state: 'dead' }, RESOLVED] },
      fault: 'dev/shop: opened is dead',
    },
    {
      story: 'an acknowledged message is in no channel',
      left: { webhooks: [channel('dev', DOWN)] },
      fault: 'dev/shop: resolved is in 0 channels, or another',
    },
    {
      story: 'a message is in the channel of another environment',
      left: { webhooks: [channel('dev', UP), channel('prod', DOWN)] },
      fault: 'dev/shop: opened is in 1 channels, or another',
    },
    {
      story: 'a message is about something else',
      left: { webhooks: [channel('dev', message('down', 0, 'till'), UP)] },
      fault: 'dev/shop: opened does not name it',
    },
    {
      story: 'a digest only counts it',
      left: {
        deliveries: [{ ...OPENED, digestSize: 9 }, RESOLVED],
        webhooks: [channel('dev', message('down', 10_900, 'shop2, shopping and 7 more'), UP)],
      },
      fault: 'dev/shop: opened does not name it',
    },
    {
      story: 'the end is sent before the beginning',
      left: { webhooks: [channel('dev', UP, DOWN)] },
      fault: 'dev/shop: is over before it began',
    },
    {
      story: 'a message is there twice',
      left: { webhooks: [channel('dev', DOWN, message('again', 11_500), UP)] },
      fault: `no delivery explains message again of ${instantAfter(11_500)}`,
    },
    {
      story: 'a double came too late for the doubtful attempt',
      left: {
        deliveries: [REPEATED, RESOLVED],
        webhooks: [channel('dev', DOWN, message('again', 60_000), UP)],
      },
      fault: `no delivery explains message again of ${instantAfter(60_000)}`,
    },
    {
      story: 'one doubtful attempt has left two doubles',
      left: {
        deliveries: [REPEATED, RESOLVED],
        webhooks: [channel('dev', message('first', 9_100), message('second', 9_200), DOWN, UP)],
      },
      fault: `no delivery explains message second of ${instantAfter(9_200)}`,
    },
    {
      story: 'a double is in another channel than the doubtful attempt',
      left: {
        deliveries: [REPEATED, RESOLVED],
        webhooks: [channel('dev', DOWN, UP), channel('prod', message('again', 9_100))],
      },
      fault: `no delivery explains message again of ${instantAfter(9_100)}`,
    },
    {
      story: 'the sandbox has forgotten messages',
      left: { webhooks: [{ ...channel('dev', DOWN, UP), posted: 3 }] },
      fault: 'webhook of dev has posted more than the sandbox keeps',
    },
  ])('finds a fault where $story', ({ left, fault }) => {
    expect(reportOf([SHOP], evidence(left)).faults).toContain(fault);
  });

  it('accepts a double that an attempt of unknown outcome explains', () => {
    const left = {
      deliveries: [REPEATED, RESOLVED],
      webhooks: [channel('dev', message('first', 9_500), DOWN, UP)],
    };
    expect(reportOf([SHOP], evidence(left))).toMatchObject({
      faults: [],
      repeated: 1,
      calls: { unknown: 1 },
    });
  });
});
