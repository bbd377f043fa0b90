import type { Incident, IncidentMember } from '@envscope/contracts/index.js';
import type { ChannelBlock, ChannelLanguage, ChannelText } from '@envscope/integrations/kernel/channel.js';
import { say, sayReason } from '@envscope/texts/say.js';
import { lines, phrase } from './phrase.js';
import type { MessagePart } from './telling.js';
import { consequencesOf, headlineOf, lastingOf, markOf, nameOf, subjectsOf } from './wording.js';

/** Members that a message names before it only counts them. */
const MOST_NAMED = 5;

type Fact = ChannelBlock['facts'][number];

/** Text and facts of one incident, as it is now. */
export function bodyOf(
  language: ChannelLanguage,
  { form, incident }: MessagePart,
): Pick<ChannelBlock, 'text' | 'facts'> {
  if (form === 'brief')
    return { text: lines(span(language, incident), [cause(language, incident)]), facts: [] };
  if (incident.resolvedAt !== null)
    return { text: [cause(language, incident)], facts: factsOver(language, incident) };
  return { text: lines(...whatWasSeen(language, incident)), facts: factsOpen(language, incident) };
}

/** Only when it was: for a channel that has refused more. */
export function plainBodyOf(
  language: ChannelLanguage,
  { incident }: MessagePart,
): Pick<ChannelBlock, 'text' | 'facts'> {
  return {
    text: incident.resolvedAt === null ? since(language, incident) : span(language, incident),
    facts: [],
  };
}

export function titleOf(
  language: ChannelLanguage,
  environment: string,
  { form, incident }: MessagePart,
  isPlain: boolean,
): string {
  const isReminder = form === 'reminder' && incident.resolvedAt === null;
  const verdict = incident.resolvedAt === null ? incident.verdict : 'healthy';
  const mark = isReminder ? say(language, 'messages.mark.reminder') : markOf(language, verdict);
  const headline = headlineOf(language, form, incident, isPlain);
  return say(language, 'messages.title', { mark, environment, headline });
}

function whatWasSeen(language: ChannelLanguage, incident: Incident): ChannelText[] {
  const subjects = subjectsOf(incident);
  const isAlone = subjects.length === 1;
  const named = subjects
    .slice(0, MOST_NAMED)
    .map((member) => [
      isAlone ? reasonOf(language, member, incident) : memberLine(language, member, incident),
    ]);
  const more = subjects.length - named.length;
  return [
    ...named,
    more > 0 ? [say(language, 'messages.more', { count: more })] : [],
    alongWith(language, consequencesOf(incident)),
    incident.isFlapping ? [say(language, 'messages.flappingNote')] : [],
  ];
}

function memberLine(language: ChannelLanguage, member: IncidentMember, incident: Incident): string {
  const [mark, what] = [markOf(language, member.verdict), nameOf(language, member)];
  return say(language, 'messages.member', { mark, what, reason: reasonOf(language, member, incident) });
}

function reasonOf(language: ChannelLanguage, { reason }: IncidentMember, { firstCause }: Incident): string {
  return sayReason(language, reason ?? firstCause.reason);
}

function alongWith(language: ChannelLanguage, members: readonly IncidentMember[]): ChannelText {
  if (members.length === 0) return [];
  const few = members.slice(0, MOST_NAMED).map((member) => nameOf(language, member));
  const count = members.length - few.length;
  const joined = few.join(', ');
  const names = count > 0 ? say(language, 'messages.namesAndMore', { names: joined, count }) : joined;
  return [say(language, 'messages.consequences', { names })];
}

function factsOpen(language: ChannelLanguage, incident: Incident): Fact[] {
  const { severity, acknowledgement } = incident;
  return [
    { name: say(language, 'messages.fact.since'), value: since(language, incident), isShort: true },
    short(say(language, 'messages.fact.severity'), say(language, `alerts.severity.${severity}`)),
    ...(acknowledgement ? [by(language, 'messages.fact.acknowledged', acknowledgement)] : []),
  ];
}

function factsOver(language: ChannelLanguage, incident: Incident): Fact[] {
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

function since(language: ChannelLanguage, { startedAt }: Incident): ChannelText {
  const moments = { start: { at: startedAt, style: 'time' }, ago: { at: startedAt, style: 'ago' } } as const;
  return phrase(moments, (slots) => say(language, 'messages.since', slots));
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
): Fact {
  const value = note === '' ? name : say(language, 'messages.noted', { name, note });
  return short(say(language, fact), value);
}

function short(name: string, value: string): Fact {
  return { name, value: [value], isShort: true };
}
