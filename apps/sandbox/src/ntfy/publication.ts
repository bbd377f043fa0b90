import { jsonIn, Refusal, type Call } from '../http/exchange.ts';
import * as refusals from './refusals.ts';

/** In bytes of UTF-8. */
const LONGEST_MESSAGE = 4_096;
const LONGEST_TITLE = 1_024;
const LONGEST_TAGS = 512;
const LARGEST_JSON = 2 * LONGEST_MESSAGE;
const MOST_ACTIONS = 3;

const TOPIC = /^[-_A-Za-z0-9]{1,64}$/;
/** A sequence id has the form of a topic. */
const SEQUENCE = TOPIC;
const PRIORITIES: Readonly<Record<string, number>> = {
  min: 1,
  low: 2,
  default: 3,
  high: 4,
  max: 5,
  urgent: 5,
};

/** What somebody wants published, checked. */
export interface Publication {
  readonly topic: string;
  readonly message: string;
  readonly title?: string;
  readonly priority?: number;
  readonly tags?: readonly string[];
  readonly click?: string;
  readonly actions?: readonly object[];
  readonly sequenceId?: string | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

/** What a body of JSON at the server's root wants. Refuses what ntfy would. */
export function publicationInJson(call: Call): Publication {
  if (call.body.length > LARGEST_JSON) throw new Refusal(refusals.bodyTooLarge());
  const fields = objectIn(call);
  const { topic, message, title, priority, tags, click, actions, sequence_id: sequenceId } = fields;
  return checked({
    topic,
    message,
    title,
    priority: priority === 0 ? undefined : priority,
    tags,
    click,
    actions,
    sequenceId,
  });
}

/** What a call of a topic wants, by its headers or query; the body is the text. */
export function publicationByHeaders(call: Call, topic: string, sequenceId?: string): Publication {
  const read = (...names: string[]) =>
    names.flatMap((name) => call.headers[name] ?? call.query.get(name) ?? []).map(String)[0];
  const priority = read('x-priority', 'priority', 'prio', 'p');
  const tags = read('x-tags', 'tags', 'tag', 'ta');
  return checked({
    topic,
    message: call.body.toString('utf8').trim() || read('x-message', 'message', 'm'),
    title: read('x-title', 'title', 't'),
    priority: priority === undefined ? undefined : (PRIORITIES[priority] ?? Number(priority)),
    tags: tags?.split(',').map((tag) => tag.trim()),
    click: read('x-click', 'click'),
    sequenceId: sequenceId ?? read('x-sequence-id', 'sequence-id', 'sid'),
  });
}

function checked({ topic, message, title, priority, tags, click, actions, sequenceId }: Fields): Publication {
  refuseUnless(typeof topic === 'string' && TOPIC.test(topic), refusals.invalidTopic);
  refuseUnless(isTextOf(title, LONGEST_TITLE), () => refusals.invalidRequest('title too long'));
  refuseUnless(priority === undefined || isPriority(priority), refusals.invalidPriority);
  refuseUnless(isTags(tags), () => refusals.invalidRequest('tags too long'));
  refuseUnless(isTextOf(click, LARGEST_JSON), refusals.noMessageJson);
  refuseUnless(isActions(actions), refusals.invalidActions);
  refuseUnless(sequenceId === undefined || isSequence(sequenceId), () =>
    refusals.invalidRequest('sequence ID invalid'),
  );
  refuseUnless(isTextOf(message, Infinity), refusals.noMessageJson);
  // What is longer becomes a file, which a server without a place for files refuses, as the default one.
  refuseUnless(isTextOf(message, LONGEST_MESSAGE), refusals.noAttachments);
  const optional = { title, priority, tags, click, actions, sequenceId };
  const given = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
  return { topic, message: message || 'triggered', ...given } as Publication;
}

function refuseUnless(isSound: boolean, refusal: () => ConstructorParameters<typeof Refusal>[0]): void {
  if (!isSound) throw new Refusal(refusal());
}

function isTextOf(value: unknown, mostBytes: number): boolean {
  return value === undefined || (typeof value === 'string' && Buffer.byteLength(value) <= mostBytes);
}

function isPriority(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 5;
}

function isSequence(value: unknown): boolean {
  return typeof value === 'string' && SEQUENCE.test(value);
}

function isTags(value: unknown): boolean {
  if (value === undefined) return true;
  const isList = Array.isArray(value) && value.every((tag) => typeof tag === 'string');
  return isList && Buffer.byteLength(value.join(',')) <= LONGEST_TAGS;
}

/** Of three kinds only `view` is played: it opens a URL. */
function isActions(value: unknown): boolean {
  if (value === undefined) return true;
  if (!Array.isArray(value) || value.length > MOST_ACTIONS) return false;
  return value.every((action: unknown) => {
    const { action: kind, label, url } = Object(action) as Fields;
    return kind === 'view' && typeof label === 'string' && label !== '' && URL.canParse(String(url));
  });
}

function objectIn(call: Call): Fields {
  const value = jsonIn(call);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new Refusal(refusals.noMessageJson());
}
