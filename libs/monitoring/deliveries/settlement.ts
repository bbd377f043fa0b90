import type { DeathCause, Delivery, DeliveryAttempt, Instant } from '@envscope/contracts/index.js';
import type { CallResult } from './call-result.js';
import type { MessageStep } from '../messages/message-step.js';
import type { MessagePart } from '../messages/incident-messages.js';

/** So many of a delivery's attempts are kept. */
const NEWEST_ATTEMPTS = 20;

/** What became of a message's deliveries: `sent` and `merged`, `waiting` for another attempt, or `dead`. */
export function settledBy(step: MessageStep, result: CallResult): Delivery[] {
  const tried = (delivery: Delivery) => withAttempt(delivery, step, result);
  if (result.outcome === 'delivered') {
    const { messageId } = result.receipt;
    return step.parts.flatMap((part) => deliveredBy(step, part, messageId, endOf(result), tried));
  }
  // The plainest words were refused as well: others do not exist.
  if (result.outcome === 'refused' && step.isPlain) {
    return dropped(step.deliveries.map(tried), 'refused', endOf(result));
  }
  return step.deliveries.flatMap((delivery) =>
    result.outcome === 'unreadable' && wasUnreadable(delivery)
      ? dropped([tried(delivery)], 'unreadable', endOf(result))
      : returned([tried(delivery)]),
  );
}

/** An earlier message says it already. */
export function merged(deliveries: readonly Delivery[], settledAt: Instant): Delivery[] {
  return deliveries.map((delivery) => ({ ...released(delivery), state: 'merged', settledAt }));
}

export function dropped(
  deliveries: readonly Delivery[],
  deathCause: DeathCause,
  settledAt: Instant,
): Delivery[] {
  return deliveries.map((delivery) => ({ ...released(delivery), state: 'dead', settledAt, deathCause }));
}

/** Back into the queue. Takes them as they were before they were claimed. */
export function returned(deliveries: readonly Delivery[]): Delivery[] {
  return deliveries.map((delivery) => ({ ...released(afterCrash(delivery)), state: 'queued' }));
}

function released(delivery: Delivery): Delivery {
  return { ...delivery, claim: null };
}

/** Since it was put into the queue: whoever replays it gives it both tries again. */
function wasUnreadable({ attempts, queuedAt }: Delivery): boolean {
  return attempts.some(({ at, outcome }) => at >= queuedAt && outcome === 'unreadable');
}

/** One delivery of each incident is the message; it settles the others as well. */
function deliveredBy(
  { form, deliveries }: MessageStep,
  part: MessagePart,
  messageId: string | null,
  settledAt: Instant,
  tried: (delivery: Delivery) => Delivery,
): Delivery[] {
  const kind = part.form === 'brief' ? 'resolved' : part.form;
  const sent = part.deliveries.find((delivery) => delivery.kind === kind) ?? part.deliveries[0];
  const digestSize = form === 'digest' ? deliveries.length : 1;
  return part.deliveries.map((delivery) => {
    const state = delivery === sent ? 'delivered' : 'merged';
    return { ...released(tried(delivery)), state, messageId, digestSize, settledAt };
  });
}

/** A claim that nobody let go of is from before a crash: whether its message went out is not known. */
function afterCrash(delivery: Delivery): Delivery {
  const { state, kind, claim } = delivery;
  if (state !== 'sending' || claim === null) return delivery;
  // A change is an edit, save where it was one of many in a digest.
  const verb = kind === 'changed' ? 'edit' : 'post';
  const lost = { at: claim.since, verb, outcome: 'unknown', tookMs: null, reason: null } as const;
  return { ...recorded(delivery, lost), isPossiblyRepeated: true };
}

function withAttempt(delivery: Delivery, step: MessageStep, result: CallResult): Delivery {
  const { at, tookMs, outcome } = result;
  const reason = result.outcome === 'delivered' ? null : result.reason;
  const isDoubtful = (outcome === 'unknown' || outcome === 'unreadable') && step.act === 'post';
  return {
    ...recorded(delivery, { at, verb: step.act, outcome, tookMs, reason }),
    isPossiblyRepeated: delivery.isPossiblyRepeated || isDoubtful,
  };
}

function recorded(delivery: Delivery, attempt: DeliveryAttempt): Delivery {
  return {
    ...delivery,
    attempts: [...delivery.attempts, attempt].slice(-NEWEST_ATTEMPTS),
    attemptCount: delivery.attemptCount + 1,
  };
}

function endOf({ at, tookMs }: CallResult): Instant {
  return new Date(Date.parse(at) + tookMs).toISOString();
}
