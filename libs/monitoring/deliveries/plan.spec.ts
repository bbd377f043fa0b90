import type { Delivery, DeliveryKind } from '@envscope/contracts/index.js';
import { instantAfter } from '@envscope/testing/alerts.js';
import { ROOM } from '@envscope/testing/fakes/fake-channel.js';
import { FakeOutbox } from '@envscope/testing/fakes/fake-outbox.js';
import { STORY_START_MS } from '@envscope/testing/observations.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { nextStep, type PlannedChannel, type QueueStep } from './plan.js';
import { merged, returned, settledBy } from './settlement.js';

const NOW_MS = STORY_START_MS + 60_000;
const DISCORD: PlannedChannel = {
  id: 'dev.discord',
  canEdit: true,
  isReady: true,
  language: 'en',
  room: ROOM,
};
const WEBHOOK: PlannedChannel = { ...DISCORD, canEdit: false };
const CONTEXT = { owner: 'console', nowMs: NOW_MS, elapsedSince: (momentMs: number) => NOW_MS - momentMs };

const KINDS: Readonly<Record<string, DeliveryKind>> = {
  o: 'opened',
  c: 'changed',
  r: 'repeat',
  x: 'resolved',
};

let outbox: FakeOutbox;
let nextMessage: number;

/** `Ao Bo Ax`: A and B open, then A is over. */
function want(story: string): Delivery[] {
  return story
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => outbox.want(word.slice(0, -1), KINDS[word.slice(-1)] ?? 'opened'));
}

/** All that is done, each call acknowledged: `post opened A`, `edit changed A of m1`, `digest A B`, `merge A`. */
async function sendAll(channel = DISCORD): Promise<string[]> {
  const sent: string[] = [];
  for (let step = plan(channel); step; step = plan(channel)) {
    sent.push(nameOf(step));
    await outbox.settle(outcomeOf(step));
  }
  return sent;
}

const plan = (channel = DISCORD) => nextStep(outbox, [channel], CONTEXT);

function nameOf(step: QueueStep): string {
  const names = [...new Set(step.deliveries.map(targetOf))].join(' ');
  if (!('form' in step)) return `${step.act} ${names}`;
  if (step.form === 'digest') return `digest ${names}`;
  const of = step.messageId === null ? '' : ` of ${step.messageId}`;
  return `${step.act} ${step.form} ${names}${of}${step.isPlain ? ' plainly' : ''}`;
}

function targetOf({ incidentId }: Delivery): string {
  return outbox.incident(incidentId)?.members[0]?.target ?? '';
}

function outcomeOf(step: QueueStep): Delivery[] {
  if (step.act === 'recover') return returned(step.deliveries);
  if (!('form' in step)) return merged(step.deliveries, instantAfter(0));
  const receipt = { messageId: step.messageId ?? `m${(nextMessage += 1)}`, pauseMs: 0 };
  return settledBy(step, { at: instantAfter(0), tookMs: 40, outcome: 'delivered', receipt });
}

describe('nextStep', () => {
  beforeEach(() => {
    outbox = new FakeOutbox('console', () => STORY_START_MS + outbox.deliveries.size);
    nextMessage = 0;
  });

  it.each([
    { story: 'posts what opened', sent: '', waiting: 'Ao', steps: ['post opened A'] },
    { story: 'posts an opening as it is by now', sent: '', waiting: 'Ao Ac Ac', steps: ['post opened A'] },
    { story: 'edits the message of an incident', sent: 'Ao', waiting: 'Ac', steps: ['edit changed A of m1'] },
    {
      story: 'edits once for several changes',
      sent: 'Ao',
      waiting: 'Ac Ac Ac',
      steps: ['edit changed A of m1'],
    },
    {
      story: 'edits the first message and posts the end',
      sent: 'Ao',
      waiting: 'Ac Ax',
      steps: ['edit changed A of m1', 'post resolved A'],
    },
    {
      story: 'reports in one line what was over before it was posted',
      sent: '',
      waiting: 'Ao Ac Ax',
      steps: ['post brief A'],
    },
    { story: 'posts a repeat notification', sent: 'Ao', waiting: 'Ar', steps: ['post repeat A'] },
    {
      story: 'posts one repeat notification for several',
      sent: 'Ao',
      waiting: 'Ar Ar',
      steps: ['post repeat A'],
    },
    {
      story: 'repeats nothing that is over',
      sent: 'Ao',
      waiting: 'Ar Ac Ax',
      steps: ['edit changed A of m1', 'post resolved A'],
    },
    {
      story: 'puts news before what corrects a message',
      sent: 'Ao',
      waiting: 'Ac Bo',
      steps: ['post opened B', 'edit changed A of m1'],
    },
    {
      story: 'posts a handful one by one',
      sent: '',
      waiting: 'Ao Bo Co Do Eo',
      steps: ['post opened A', 'post opened B', 'post opened C', 'post opened D', 'post opened E'],
    },
    {
      story: 'posts more than a handful together',
      sent: '',
      waiting: 'Ao Bo Co Ac Do Eo Fo',
      steps: ['digest A B C D E F'],
    },
    {
      story: 'edits no message during a storm',
      sent: 'Ao',
      waiting: 'Ac Ax Bo Co Do Eo Fo',
      steps: ['digest A B C D E F'],
    },
    {
      story: 'leaves edits for after the storm',
      sent: 'Ao',
      waiting: 'Ac Bo Co Do Eo Fo Go',
      steps: ['digest B C D E F G', 'edit changed A of m1'],
    },
    {
      story: 'has nothing to edit where a digest covered it',
      sent: 'Ao Bo Co Do Eo Fo',
      waiting: 'Ac',
      steps: ['merge A'],
    },
    {
      story: 'posts the end of what a digest covered',
      sent: 'Ao Bo Co Do Eo Fo',
      waiting: 'Ac Ax',
      steps: ['post resolved A'],
    },
  ])('$story', async ({ sent, waiting, steps }) => {
    want(sent);
    await sendAll();
    want(waiting);
    expect(await sendAll()).toEqual(steps);
    expect(outbox.unsettled()).toEqual([]);
  });

  it('gives what became worse after a digest a message of its own, and edits that from then on', async () => {
    want('Ao Bo Co Do Eo Fo');
    await sendAll();
    const { reason, ...member } = outbox.named('A').firstCause;
    const at = instantAfter(30_000);
    outbox.happen('A', { kind: 'changed', at, ...member, reason, from: 'degraded', targetState: 'failing' });
    want('Ac');
    expect(await sendAll()).toEqual(['post changed A']);
    want('Ac');
    expect(await sendAll()).toEqual(['edit changed A of m2']);
  });

  it('posts each change where nothing can be edited', async () => {
    want('Ao');
    await sendAll(WEBHOOK);
    want('Ac Ac');
    expect(await sendAll(WEBHOOK)).toEqual(['post changed A']);
    want('Ac Ax');
    expect(await sendAll(WEBHOOK)).toEqual(['post resolved A']);
  });

  it('posts anew what was to be edited and is gone, then edits the new message', async () => {
    want('Ao');
    await sendAll();
    want('Ac');
    const step = plan();
    if (step?.act !== 'edit') throw new Error('An edit is next');
    const reason = { code: 'not-found', params: {} } as const;
    const gone = { outcome: 'gone', reason, waitMs: undefined, isGlobal: false } as const;
    await outbox.settle(settledBy(step, { at: instantAfter(0), tookMs: 1, ...gone }));
    expect(await sendAll()).toEqual(['post changed A']);
    want('Ac');
    expect(await sendAll()).toEqual(['edit changed A of m2']);
  });

  it('leaves an incident alone while another console sends a part of it', () => {
    const [opened] = want('Ao Ac Bo');
    const claim = { owner: 'another', since: instantAfter(0), until: new Date(NOW_MS + 1).toISOString() };
    outbox.deliveries.set(opened?.id ?? '', { ...deliveryOr(opened), state: 'sending', claim });
    expect(names(plan())).toBe('post opened B');
  });

  it('takes up what was claimed before the clock was set back by an hour', () => {
    const [opened] = want('Ao');
    const until = new Date(NOW_MS + 3_600_000).toISOString();
    const claim = { owner: 'another', since: instantAfter(3_580), until };
    outbox.deliveries.set(opened?.id ?? '', { ...deliveryOr(opened), state: 'sending', claim });
    expect(names(plan())).toBe('recover A');
  });

  it('takes up what a console that died was sending, and says that it may be repeated', async () => {
    const [opened] = want('Ao');
    const claim = { owner: 'another', since: instantAfter(700), until: new Date(NOW_MS).toISOString() };
    outbox.deliveries.set(opened?.id ?? '', { ...deliveryOr(opened), state: 'sending', claim });
    expect(await sendAll()).toEqual(['recover A', 'post opened A']);
    const [sent] = outbox.of('A');
    expect(sent).toMatchObject({
      state: 'delivered',
      isPossiblyRepeated: true,
      attemptCount: 2,
      claim: null,
    });
    expect(sent?.attempts).toMatchObject([
      { at: instantAfter(700), verb: 'post', outcome: 'unknown' },
      { outcome: 'delivered' },
    ]);
  });

  it('does nothing for a channel that may not be called, save giving up what is too old', () => {
    const [old] = want('Ao Bo');
    const channel = { ...DISCORD, isReady: false };
    expect(plan(channel)).toBeNull();
    const queuedAt = new Date(NOW_MS - 24 * 3_600_000).toISOString();
    outbox.deliveries.set(old?.id ?? '', { ...deliveryOr(old), queuedAt });
    expect(plan(channel)).toMatchObject({ act: 'drop', cause: 'too-old', deliveries: [{ id: old?.id }] });
  });

  it('tries in full again what was refused and is replayed', () => {
    const [refused] = want('Ao');
    const attempt = {
      at: instantAfter(0),
      verb: 'post',
      outcome: 'refused',
      tookMs: 1,
      reason: null,
    } as const;
    const tried = { ...deliveryOr(refused), attempts: [attempt] };
    outbox.deliveries.set(tried.id, { ...tried, queuedAt: instantAfter(0) });
    expect(names(plan())).toBe('post opened A plainly');
    outbox.deliveries.set(tried.id, { ...tried, queuedAt: instantAfter(1) });
    expect(names(plan())).toBe('post opened A');
  });

  describe('for environments that share a webhook', () => {
    const prod = { ...DISCORD, id: 'prod.discord' };
    const inProd = { channel: 'prod.discord', environment: 'prod' };
    const next = () => nextStep(outbox, [DISCORD, prod], CONTEXT)?.channel;

    it('sends that of production first, which settings name last', () => {
      outbox.want('A', 'opened');
      outbox.want('B', 'opened', inProd);
      expect(next()).toBe('prod.discord');
    });

    it('sends what is more severe before that', () => {
      outbox.want('A', 'opened');
      outbox.want('B', 'opened', inProd);
      const { id } = outbox.named('A');
      outbox.incidents.set(id, { ...outbox.named('A'), severity: 'critical' });
      expect(next()).toBe('dev.discord');
    });
  });

  it('sends the more severe of a handful first', () => {
    want('Ao Bo Co');
    const { id } = outbox.named('B');
    outbox.incidents.set(id, { ...outbox.named('B'), severity: 'critical' });
    expect(names(plan())).toBe('post opened B');
  });

  describe('where a digest cannot name all', () => {
    /** Each takes 25 of the 1,000 that a digest has here beside its head. */
    const small = { ...DISCORD, room: { ...ROOM, message: 2_000 } };
    const storm = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        outbox.want(`name-of-an-endpoint-${100 + index}`, 'opened'),
      );

    it('names the rest in the next, the worst first', async () => {
      storm(130);
      const { id } = outbox.named('name-of-an-endpoint-219');
      const worst = { ...outbox.named('name-of-an-endpoint-219'), severity: 'critical' as const };
      outbox.incidents.set(id, worst);
      const sent = await sendAll(small);
      expect(sent[0]).toMatch(/^digest name-of-an-endpoint-219 /);
      expect(sent.map((step) => step.split(' ').length - 1)).toEqual([40, 40, 40, 10]);
      expect(sent.join(' ').match(/name-of/g)).toHaveLength(130);
    });

    it('fills five messages and no more, whatever happens', async () => {
      storm(2_000);
      const sent = await sendAll(small);
      expect(sent).toHaveLength(5);
      expect(sent.join(' ').match(/name-of/g)).toHaveLength(2_000);
    });
  });
});

const names = (step: QueueStep | null) => step && nameOf(step);

function deliveryOr(delivery: Delivery | undefined): Delivery {
  if (!delivery) throw new Error('Nothing was wanted');
  return delivery;
}
