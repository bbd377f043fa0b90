import type { Delivery, DeliveryKind } from '@envscope/contracts/index.js';
import { ROOM } from '@envscope/testing/fakes/fake-channel.js';
import { FakeOutbox } from '@envscope/testing/fakes/fake-outbox.js';
import { STORY_START_MS } from '@envscope/testing/observations.js';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CallResult } from './call-result.js';
import type { MessageStep } from '../messages/message-step.js';
import { nextStep, type QueueStep } from './plan.js';
import { merged, returned, settledBy } from './settlement.js';

type Outcome = CallResult['outcome'] | 'crash';

/** Something is wanted of an incident, or the next step is taken and ends like this. */
type Happening = { readonly name: string; readonly kind: DeliveryKind } | { readonly outcome: Outcome };

const OUTCOMES: readonly Outcome[] = [
  'delivered',
  'limited',
  'failed',
  'unknown',
  'unreadable',
  'broken',
  'refused',
  'gone',
  'crash',
];
const NAMES = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];

const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({
    name: fc.constantFrom(...NAMES),
    kind: fc.constantFrom<DeliveryKind>('changed', 'repeat', 'resolved'),
  }),
  fc.record({ outcome: fc.constantFrom(...OUTCOMES) }),
);

/** A channel, a console that sends to it, and what both remember. */
class Play {
  readonly outbox = new FakeOutbox('console', () => this.nowMs);
  /** Posts that the channel shows, as their deliveries; each call whose outcome was unknown may have made one more. */
  readonly shown: MessageStep[] = [];
  readonly doubtful = new Map<string, number>();
  /** So little that a digest does not name all. */
  private readonly room = { ...ROOM, message: 1_200 };
  private nowMs = STORY_START_MS;
  private readonly over = new Set<string>();

  constructor(private readonly canEdit: boolean) {}

  take(happening: Happening): Promise<void> {
    this.nowMs += 1_000;
    if ('outcome' in happening) return this.settle(happening.outcome);
    this.want(happening.name, happening.kind);
    return Promise.resolve();
  }

  async sendTheRest(): Promise<void> {
    // Changes rest for a while after the message before them.
    for (let turn = 0; turn < 10 && this.outbox.unsettled().length > 0; turn += 1) {
      for (let step = this.plan(); step; step = this.plan()) await this.settle('delivered');
      this.nowMs += 5_000;
    }
  }

  /** As the judge wants it: first that it opened, last a change and that it is over. */
  private want(name: string, kind: DeliveryKind): void {
    if (this.over.has(name)) return;
    const isNew = ![...this.outbox.incidents.values()].some(({ members }) => members[0]?.target === name);
    if (isNew) return void this.outbox.want(name, 'opened');
    if (kind === 'resolved') {
      this.outbox.want(name, 'changed');
      this.over.add(name);
    }
    this.outbox.want(name, kind);
  }

  private plan(): QueueStep | null {
    const reader = { language: 'en', room: this.room } as const;
    const channel = { id: 'dev.discord', canEdit: this.canEdit, isReady: true, ...reader };
    return nextStep(this.outbox, [channel], {
      owner: 'console',
      nowMs: this.nowMs,
      elapsedSince: (momentMs) => this.nowMs - momentMs,
    });
  }

  private async settle(outcome: Outcome): Promise<void> {
    const step = this.plan();
    if (!step) return;
    await this.outbox.claim(step.deliveries, this.nowMs + 20_000);
    if (outcome === 'crash') return this.note(step, 'unknown');
    const settled = this.outcomeOf(step, outcome);
    if (step.act === 'post' || step.act === 'edit') this.note(step, outcome);
    await this.outbox.settle(settled);
  }

  private outcomeOf(step: QueueStep, outcome: CallResult['outcome']): Delivery[] {
    const at = new Date(this.nowMs).toISOString();
    if (step.act === 'recover') return returned(step.deliveries);
    if (step.act === 'merge' || step.act === 'drop') return merged(step.deliveries, at);
    if (outcome === 'delivered') {
      const receipt = { messageId: step.messageId ?? `m${this.shown.length}`, pauseMs: 0 };
      return settledBy(step, { at, tookMs: 1, outcome, receipt });
    }
    const reason = { code: 'server-error', params: {} } as const;
    return settledBy(step, { at, tookMs: 1, outcome, reason, waitMs: undefined, isGlobal: false });
  }

  private note(step: QueueStep, outcome: Outcome): void {
    if (step.act !== 'post') return;
    if (outcome === 'delivered') this.shown.push(step);
    if (outcome !== 'unknown' && outcome !== 'unreadable') return;
    for (const { id } of step.deliveries) this.doubtful.set(id, (this.doubtful.get(id) ?? 0) + 1);
  }
}

async function played(happenings: readonly Happening[], canEdit: boolean): Promise<Play> {
  const play = new Play(canEdit);
  for (const happening of happenings) await play.take(happening);
  await play.sendTheRest();
  return play;
}

describe('nextStep and settledBy, whatever happens', () => {
  const anything = [fc.array(happening, { maxLength: 80 }), fc.boolean()] as const;

  it('settle each delivery once, and leave none', async () => {
    await fc.assert(
      fc.asyncProperty(...anything, async (happenings, canEdit) => {
        const { outbox } = await played(happenings, canEdit);
        expect(outbox.unsettled()).toEqual([]);
        expect(outbox.settled.toSorted()).toEqual([...outbox.deliveries.keys()].sort());
      }),
      { numRuns: 500 },
    );
  });

  it('post nothing twice, and say so wherever an outcome was unknown', async () => {
    await fc.assert(
      fc.asyncProperty(...anything, async (happenings, canEdit) => {
        const { outbox, shown, doubtful } = await played(happenings, canEdit);
        const posted = shown.flatMap(({ deliveries }) => deliveries.map(({ id }) => id));
        expect(new Set(posted).size).toBe(posted.length);
        for (const [id, times] of doubtful) {
          const { isPossiblyRepeated, attempts = [] } = outbox.deliveries.get(id) ?? {};
          const unknown = attempts.filter(({ outcome }) => outcome === 'unknown' || outcome === 'unreadable');
          // The oldest attempts are forgotten.
          expect([isPossiblyRepeated, unknown.length >= times || attempts.length === 20]).toEqual([
            true,
            true,
          ]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('send an incident in order, and its end only where its beginning was sent', async () => {
    await fc.assert(
      fc.asyncProperty(...anything, async (happenings, canEdit) => {
        const { outbox, shown } = await played(happenings, canEdit);
        const posted = new Map<string, string>();
        for (const { form, incident, deliveries } of shown.flatMap(({ parts }) => parts)) {
          const before = posted.get(incident.id);
          if (before === undefined) expect(['opened', 'brief']).toContain(form);
          const sent = deliveries.find(({ id }) => outbox.deliveries.get(id)?.state === 'delivered');
          expect((sent?.id ?? '') > (before ?? '')).toBe(true);
          posted.set(incident.id, sent?.id ?? '');
        }
      }),
      { numRuns: 500 },
    );
  });
});
