import { worstStateOf, type Delivery, type Incident, type TimelineEntry } from '@envscope/contracts/index.js';

/** What is said of one incident. `brief`: it was over before its first message, so that one line says both. */
export type IncidentForm = 'opened' | 'changed' | 'repeat' | 'resolved' | 'brief';

/** What a message says of one incident, and the deliveries that are settled with it, oldest first. */
export interface MessagePart {
  readonly form: IncidentForm;
  readonly incident: Incident;
  readonly deliveries: readonly Delivery[];
}

/** How the waiting deliveries of one incident become messages of one channel. */
export interface IncidentMessages {
  /** What comes next by itself. */
  readonly next:
    | { readonly act: 'post'; readonly part: MessagePart; readonly messageId: null }
    | { readonly act: 'edit'; readonly part: MessagePart; readonly messageId: string }
    | { readonly act: 'merge'; readonly deliveries: readonly Delivery[] };
  /** What a digest says and settles of it; null where only an edit waits. */
  readonly news: MessagePart | null;
}

/** Decides for deliveries of one incident to one channel, oldest first and not empty, after what was delivered there. */
export function messagesOf(
  incident: Incident,
  waiting: readonly Delivery[],
  delivered: readonly Delivery[],
  canEdit: boolean,
): IncidentMessages {
  if (delivered.length === 0 || waiting.some(({ kind }) => kind === 'opened'))
    return opening(incident, waiting);
  const news = newsOf(incident, waiting);
  const isOver = news?.form === 'resolved';
  // A repeat notification of what is over says nothing more: it does not keep the first message from being edited.
  const changes = isOver ? ofKind(news.deliveries, 'changed') : leading(waiting, 'changed');
  if (news && changes.length === 0) {
    return post(isOver ? news : { ...news, deliveries: leading(waiting, 'repeat') }, news);
  }
  const changed: MessagePart = { form: 'changed', incident, deliveries: changes };
  const isGone = changes.some(({ attempts }) => attempts.some(({ outcome }) => outcome === 'gone'));
  const messageId = canEdit && !isGone ? ownMessage(delivered) : null;
  if (messageId !== null) return { next: { act: 'edit', part: changed, messageId }, news };
  if (isOver) return post(news, news);
  if (!canEdit || isGone || isWorse(incident, delivered)) return post(changed, news ?? changed);
  return { next: { act: 'merge', deliveries: changes }, news };
}

/** The whole of it, as the incident is now. */
function opening(incident: Incident, deliveries: readonly Delivery[]): IncidentMessages {
  const isOver = incident.resolvedAt !== null;
  const part: MessagePart = { form: isOver ? 'brief' : 'opened', incident, deliveries };
  return post(part, part);
}

function post(part: MessagePart, news: MessagePart | null): IncidentMessages {
  return { next: { act: 'post', part, messageId: null }, news };
}

/** That it is over, or goes on; settles the changes before that too, and leaves those after it. */
function newsOf(incident: Incident, waiting: readonly Delivery[]): MessagePart | null {
  const through = (kind: 'resolved' | 'repeat') =>
    waiting.slice(0, waiting.findLastIndex((delivery) => delivery.kind === kind) + 1);
  const resolved = through('resolved');
  if (resolved.length > 0) return { form: 'resolved', incident, deliveries: resolved };
  const repeats = through('repeat');
  return repeats.length > 0 ? { form: 'repeat', incident, deliveries: repeats } : null;
}

function ofKind(waiting: readonly Delivery[], kind: Delivery['kind']): readonly Delivery[] {
  return waiting.filter((delivery) => delivery.kind === kind);
}

function leading(waiting: readonly Delivery[], kind: Delivery['kind']): readonly Delivery[] {
  const end = waiting.findIndex((delivery) => delivery.kind !== kind);
  return end === -1 ? waiting : waiting.slice(0, end);
}

/** The message that is edited as the incident changes: the newest that was its own, which a digest is not. */
function ownMessage(delivered: readonly Delivery[]): string | null {
  const own = delivered.findLast(
    ({ state, kind, digestSize }) =>
      state === 'delivered' && digestSize === 1 && (kind === 'opened' || kind === 'changed'),
  );
  return own?.messageId ?? null;
}

/** Whether it escalated, or more targets joined, after what was delivered last. */
function isWorse({ timeline }: Incident, delivered: readonly Delivery[]): boolean {
  const lastWantedAt = delivered.reduce((last, { createdAt }) => (createdAt > last ? createdAt : last), '');
  return timeline.some((entry) => entry.at > lastWantedAt && isForTheWorse(entry));
}

function isForTheWorse(entry: TimelineEntry): boolean {
  if (entry.kind === 'joined') return !entry.isDependent;
  return (
    entry.kind === 'changed' &&
    entry.from !== entry.targetState &&
    worstStateOf([entry.from, entry.targetState]) === entry.targetState
  );
}
