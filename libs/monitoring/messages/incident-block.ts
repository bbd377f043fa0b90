import {
  isOfConsole,
  TargetState,
  type EnvironmentId,
  type Incident,
  type IncidentMember,
} from '@envscope/contracts/index.js';
import type {
  ChannelBlock,
  ChannelLanguage,
  ChannelText,
} from '@envscope/integrations/kernel/channels/channel.js';
import { say, sayReason } from '@envscope/texts/say.js';
import { dependentLists, countedOf } from './digest-block.js';
import type { NameList } from './name-lists.js';
import { lines, phrase } from './phrase.js';
import { shortNamesOf } from './target-names.js';
import type { MessagePart } from './incident-messages.js';
import { dependentsOf, headlineOf, lastingOf, markOf, nameOf, subjectsOf } from './wording.js';

/** Members that stand in a line of their own, each with its reason; more than these are listed by reason. */
const MOST_EXPLAINED = 5;

type MessageFact = ChannelBlock['facts'][number];

/** What is said of one incident; `lists` name what the text does not. */
export interface IncidentBody extends Pick<ChannelBlock, 'text' | 'facts'> {
  readonly lists: readonly NameList[];
}

/** Text, names and facts of one incident, as it is now. */
export function bodyOf(
  language: ChannelLanguage,
  { form, incident }: MessagePart,
  nameOfEnvironment: (id: EnvironmentId) => string,
): IncidentBody {
  if (incident.service === 'console') return bodyOfConsole(language, incident, nameOfEnvironment);
  if (form === 'brief') {
    const text = lines(span(language, incident), [cause(language, incident)]);
    const lists = isOfConsole(incident.service) ? [] : listsOver(language, incident);
    return { text, lists, facts: [] };
  }
  if (incident.service === 'workers' || incident.service === 'queue')
    return bodyOfWorkers(language, incident, incident.service, nameOfEnvironment);
  if (incident.resolvedAt !== null) {
    const text = [cause(language, incident)];
    return { text, lists: listsOver(language, incident), facts: factsOver(language, incident) };
  }
  return { ...whatWasSeen(language, incident), facts: factsOpen(language, incident) };
}

/** Only when it was: for a channel that has refused more. */
export function plainBodyOf(language: ChannelLanguage, { incident }: MessagePart): IncidentBody {
  return {
    text: incident.resolvedAt === null ? since(incident) : span(language, incident),
    lists: [],
    facts: [],
  };
}

export function titleOf(
  language: ChannelLanguage,
  environment: string,
  { form, incident }: MessagePart,
  isPlain: boolean,
): string {
  const isRepeat = form === 'repeat' && incident.resolvedAt === null;
  const targetState = incident.resolvedAt === null ? incident.targetState : 'healthy';
  const mark = isRepeat ? say(language, 'messages.mark.repeat') : markOf(language, targetState);
  const headline = headlineOf(language, form, incident, isPlain);
  return say(language, 'messages.title', { mark, environment, headline });
}

/** What was not observed, by environment. */
function bodyOfConsole(
  language: ChannelLanguage,
  incident: Incident,
  nameOfEnvironment: (id: EnvironmentId) => string,
): IncidentBody {
  const held = incident.members.map(({ target, reason }) => {
    const count = Number(reason?.params['count'] ?? 0);
    return [say(language, 'messages.console.held', { environment: nameOfEnvironment(target), count })];
  });
  const explained = [say(language, 'messages.console.explained')];
  return { text: lines(span(language, incident), explained, ...held), lists: [], facts: [] };
}

/** Why nothing comes of a location or the queue, and who is checked by others meanwhile. */
function bodyOfWorkers(
  language: ChannelLanguage,
  incident: Incident,
  service: 'workers' | 'queue',
  nameOfEnvironment: (id: EnvironmentId) => string,
): IncidentBody {
  const why = [cause(language, incident)];
  if (incident.resolvedAt !== null) return { text: why, lists: [], facts: factsOver(language, incident) };
  const environments = incident.members.map(({ target }) => nameOfEnvironment(target)).join(', ');
  const meaning = [say(language, `messages.${service}.meaning`, { environments })];
  return { text: lines(why, meaning), lists: [], facts: factsOpen(language, incident) };
}

function whatWasSeen(language: ChannelLanguage, incident: Incident): Omit<IncidentBody, 'facts'> {
  const [subjects, along] = [subjectsOf(incident), dependentsOf(incident)];
  const isAlone = subjects.length === 1;
  const isExplained = subjects.length <= MOST_EXPLAINED;
  const explained = subjects.map((member) => [
    isAlone ? reasonOf(language, member, incident) : memberLine(language, member, incident),
  ]);
  return {
    text: lines(
      incident.isFlapping ? [say(language, 'messages.flappingNote')] : [],
      ...(isExplained ? explained : []),
    ),
    lists: [
      ...(isExplained ? [] : listsByReason(language, subjects, incident)),
      ...dependentLists(language, along),
    ],
  };
}

/** All members, those that fail alike together, the worst and the most first. */
function listsByReason(
  language: ChannelLanguage,
  members: readonly IncidentMember[],
  incident: Incident,
): NameList[] {
  const keyOf = (member: IncidentMember) =>
    JSON.stringify([member.targetState, reasonOf(language, member, incident)]);
  const rankOf = ([first]: readonly IncidentMember[]) =>
    TargetState.options.indexOf(first?.targetState ?? 'healthy');
  return [...Map.groupBy(members, keyOf).values()]
    .toSorted((a, b) => rankOf(a) - rankOf(b) || b.length - a.length)
    .flatMap((alike) => {
      const [first] = alike;
      if (!first) return [];
      const what = countedOf(language, reasonOf(language, first, incident), alike.length);
      const head = say(language, 'messages.alike', { mark: markOf(language, first.targetState), what });
      return { head: [head], names: shortNamesOf(language, alike) };
    });
}

/** Who was concerned, where the title only counts them. */
function listsOver(language: ChannelLanguage, incident: Incident): NameList[] {
  const subjects = subjectsOf(incident);
  if (subjects.length < 2) return [];
  const service = say(language, `shell.service.${incident.service}`);
  const what = countedOf(language, service, subjects.length);
  const head = say(language, 'messages.alike', { mark: markOf(language, 'healthy'), what });
  return [{ head: [head], names: shortNamesOf(language, subjects) }];
}

function memberLine(language: ChannelLanguage, member: IncidentMember, incident: Incident): string {
  const [mark, what] = [markOf(language, member.targetState), nameOf(language, member)];
  return say(language, 'messages.member', { mark, what, reason: reasonOf(language, member, incident) });
}

function reasonOf(language: ChannelLanguage, { reason }: IncidentMember, { firstCause }: Incident): string {
  return sayReason(language, reason ?? firstCause.reason);
}

function factsOpen(language: ChannelLanguage, incident: Incident): MessageFact[] {
  const { severity, acknowledgement } = incident;
  return [
    { name: say(language, 'messages.fact.since'), value: since(incident), isShort: true },
    short(say(language, 'messages.fact.severity'), say(language, `alerts.severity.${severity}`)),
    ...(acknowledgement ? [by(language, 'messages.fact.acknowledged', acknowledgement)] : []),
  ];
}

function factsOver(language: ChannelLanguage, incident: Incident): MessageFact[] {
  const entry = incident.timeline.findLast(({ kind }) => kind === 'resolved');
  const person = entry?.kind === 'resolved' && entry.by !== null ? { by: entry.by, note: entry.note } : null;
  return [
    { name: say(language, 'messages.fact.lasted'), value: span(language, incident), isShort: false },
    ...(incident.acknowledgement
      ? [by(language, 'messages.fact.acknowledged', incident.acknowledgement)]
      : []),
    ...(person ? [by(language, 'messages.fact.resolvedBy', person)] : []),
  ];
}

function since({ startedAt }: Incident): ChannelText {
  return [{ at: startedAt, style: 'since' }];
}

function span(language: ChannelLanguage, incident: Incident): ChannelText {
  const end = incident.resolvedAt ?? incident.updatedAt;
  const moments = {
    start: { at: incident.startedAt, style: 'time' },
    end: { at: end, style: 'time' },
  } as const;
  const duration = lastingOf(language, incident);
  return phrase(moments, (slots) => say(language, 'messages.span', { ...slots, duration }));
}

function cause(language: ChannelLanguage, { firstCause }: Incident): string {
  return sayReason(language, firstCause.reason);
}

function by(
  language: ChannelLanguage,
  fact: 'messages.fact.acknowledged' | 'messages.fact.resolvedBy',
  { by: name, note }: { by: string; note: string },
): MessageFact {
  const value = note === '' ? name : say(language, 'messages.noted', { name, note });
  return short(say(language, fact), value);
}

function short(name: string, value: string): MessageFact {
  return { name, value: [value], isShort: true };
}
