import { Severity, type DeathCause, type Delivery } from '@envscope/contracts/index.js';
import type { ElapsedSince } from '../clock/clock-watch.js';
import { isHeld, isTooOld, restMs } from './delivery-age.js';
import { bySeverity } from '../messages/digest-block.js';
import { shareOf, type DigestReader } from '../messages/digest-share.js';
import type { MessageForm, MessageStep } from '../messages/message-step.js';
import type { Outbox } from '../repository/outbox.js';
import { messagesOf, type MessagePart, type IncidentMessages } from '../messages/incident-messages.js';

/** More posts than this that wait for one channel are delivered together. */
export const MOST_SINGLE_POSTS = 5;

/** Deliveries that need no call. */
export type BookkeepingStep =
  /** Was being sent when its console died: that is noted before anybody claims it anew. */
  | { readonly act: 'recover'; readonly channel: string; readonly deliveries: readonly Delivery[] }
  | { readonly act: 'merge'; readonly channel: string; readonly deliveries: readonly Delivery[] }
  | {
      readonly act: 'drop';
      readonly channel: string;
      readonly deliveries: readonly Delivery[];
      readonly cause: DeathCause;
    };

export type QueueStep = MessageStep | BookkeepingStep;

/** A channel as planning knows it. */
export interface PlannedChannel extends DigestReader {
  readonly id: string;
  readonly canEdit: boolean;
  /** It may be called now. */
  readonly isReady: boolean;
}

export interface PlanContext {
  readonly owner: string;
  readonly nowMs: number;
  readonly elapsedSince: ElapsedSince;
}

/** What has to wait for nothing comes first; then posts, since news matters more than what corrects it. */
const RANK = { recover: 0, drop: 1, merge: 2, post: 3, edit: 4 } as const;

/**
 * The next step of a queue that serves these channels; null where nothing can be done now. Of each incident in each channel
 * what waits is delivered oldest first, in as few messages as possible. Decides anew from the outbox each time.
 */
export function nextStep(
  outbox: Pick<Outbox, 'unsettled' | 'incident' | 'delivered'>,
  channels: readonly PlannedChannel[],
  context: PlanContext,
): QueueStep | null {
  const byChannel = Map.groupBy(outbox.unsettled(), ({ channel }) => channel);
  // Settings name environments from development to production, and of two that share a queue the later one comes first.
  const steps = channels.toReversed().flatMap((channel) => {
    const deliveries = byChannel.get(channel.id) ?? [];
    return stepOf(outbox, channel, deliveries, context) ?? [];
  });
  return steps.toSorted((a, b) => RANK[a.act] - RANK[b.act] || compareSeverity(a, b))[0] ?? null;
}

function stepOf(
  outbox: Pick<Outbox, 'incident' | 'delivered'>,
  channel: PlannedChannel,
  deliveries: readonly Delivery[],
  context: PlanContext,
): QueueStep | null {
  const left = deliveries.filter((delivery) => delivery.state === 'sending' && !isHeld(delivery, context));
  if (left.length > 0) return { act: 'recover', channel: channel.id, deliveries: left };
  const old = deliveries.filter(
    (delivery) => isTooOld(delivery, context.elapsedSince) && !isHeld(delivery, context),
  );
  if (old.length > 0) return { act: 'drop', channel: channel.id, deliveries: old, cause: 'too-old' };
  if (!channel.isReady) return null;
  const ofChannel = [...Map.groupBy(deliveries, ({ incidentId }) => incidentId)].flatMap(
    ([id, ofIncident]) => {
      const incident = outbox.incident(id);
      // Order per incident: while another console sends a part of it, the rest waits.
      if (!incident || ofIncident.some((delivery) => isHeld(delivery, context))) return [];
      const delivered = outbox.delivered(id, channel.id);
      if (restMs(ofIncident, delivered, context.elapsedSince) > 0) return [];
      return messagesOf(incident, ofIncident, delivered, channel.canEdit);
    },
  );
  return mergeOf(channel, ofChannel) ?? digestOf(channel, ofChannel) ?? messageOf(channel, ofChannel);
}

function mergeOf(channel: PlannedChannel, ofChannel: readonly IncidentMessages[]): QueueStep | null {
  const deliveries = ofChannel.flatMap(({ next }) => (next.act === 'merge' ? next.deliveries : []));
  return deliveries.length === 0 ? null : { act: 'merge', channel: channel.id, deliveries };
}

function digestOf(channel: PlannedChannel, ofChannel: readonly IncidentMessages[]): QueueStep | null {
  const news = ofChannel.flatMap((messages) => messages.news ?? []);
  if (news.length <= MOST_SINGLE_POSTS) return null;
  const parts = shareOf(news, channel);
  return parts.length > 1 ? message('post', channel, 'digest', parts, null) : null;
}

function messageOf(channel: PlannedChannel, ofChannel: readonly IncidentMessages[]): QueueStep | null {
  const nexts = ofChannel.flatMap(({ next }) => (next.act === 'merge' ? [] : next));
  const [next] = nexts.toSorted(
    (a, b) => RANK[a.act] - RANK[b.act] || bySeverity(a.part.incident, b.part.incident),
  );
  if (!next) return null;
  return message(next.act, channel, next.part.form, [next.part], next.messageId);
}

function message(
  act: MessageStep['act'],
  channel: PlannedChannel,
  form: MessageForm,
  parts: readonly MessagePart[],
  messageId: string | null,
): MessageStep {
  const deliveries = parts.flatMap((part) => part.deliveries);
  return {
    act,
    channel: channel.id,
    form,
    parts,
    deliveries,
    messageId,
    isPlain: deliveries.some(wasRefused),
  };
}

/** Since it was put into the queue, so that a replayed delivery is tried in full again. */
function wasRefused({ attempts, queuedAt }: Delivery): boolean {
  return attempts.some(
    ({ at, outcome, reason }) =>
      at >= queuedAt && (outcome === 'refused' || reason?.code === 'internal-fault'),
  );
}

/** Of messages of two channels the more severe first; else they stay as they are. */
function compareSeverity(a: QueueStep, b: QueueStep): number {
  const rankOf = (step: QueueStep) =>
    'parts' in step
      ? Math.max(...step.parts.map(({ incident }) => Severity.options.indexOf(incident.severity)))
      : 0;
  return rankOf(b) - rankOf(a);
}
