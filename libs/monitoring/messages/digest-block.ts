import { Severity, type Incident, type IncidentMember } from '@envscope/contracts/index.js';
import type {
  ChannelBlock,
  ChannelLanguage,
  ChannelText,
} from '@envscope/integrations/kernel/channels/channel.js';
import { say, sayReason } from '@envscope/texts/say.js';
import { type NameList } from './name-lists.js';
import { phrase } from './phrase.js';
import { shortNamesOf } from './target-names.js';
import type { IncidentForm, MessagePart } from './incident-messages.js';
import { dependentsOf, markOf, subjectsOf } from './wording.js';

/** What is open before what is over. */
const FORMS = ['opened', 'changed', 'repeat', 'resolved', 'brief'] as const satisfies IncidentForm[];
/** What the title says by itself where all is of this kind. */
const SAID_BY_TITLE: readonly IncidentForm[] = ['opened', 'repeat', 'resolved'];
/** A reason that all of a list share stands at its head, unless it is longer than this. */
const LONGEST_REASON = 120;
/** What fails for more reasons than these is one list without any. */
const MOST_REASONS = 4;

/** How many of what, in a few words. */
export function digestTitleOf(
  language: ChannelLanguage,
  environment: string,
  parts: readonly MessagePart[],
): string {
  const open = parts.filter(({ incident }) => incident.resolvedAt === null);
  const [targetState, headline] = headlineOf(language, parts, open);
  return say(language, 'messages.title', { mark: markOf(language, targetState), environment, headline });
}

/** How many incidents of each kind, and no name. */
export function digestCountsOf(language: ChannelLanguage, parts: readonly MessagePart[]): ChannelText {
  return [
    FORMS.flatMap((form) => {
      const count = parts.filter((part) => part.form === form).length;
      return count === 0 ? [] : say(language, `messages.digest.${form}`, { count });
    }).join(' · '),
  ];
}

/**
 * Every target by name: what is new first, in it the most severe first, one list for each service, state and reason.
 * Dependents follow their cause.
 */
export function digestListsOf(language: ChannelLanguage, parts: readonly MessagePart[]): NameList[] {
  return FORMS.flatMap((form) => {
    const ofForm = parts.filter((part) => part.form === form).map(({ incident }) => incident);
    const lists = groupsOf(language, ofForm).flatMap((incidents) => listsOf(language, incidents));
    if (ofForm.length === parts.length && SAID_BY_TITLE.includes(form)) return lists;
    const heading = say(language, `messages.digest.${form}`, { count: ofForm.length });
    const [first, ...rest] = lists;
    return first ? [{ ...first, head: [heading, '\n', ...first.head] }, ...rest] : [];
  });
}

/** The more severe first; of equals the one that began first, which may be the cause of the others. */
export function bySeverity(a: Incident, b: Incident): number {
  const rank = ({ severity }: Incident) => Severity.options.indexOf(severity);
  return rank(b) - rank(a) || Date.parse(a.startedAt) - Date.parse(b.startedAt);
}

/** The console's page of all incidents of an environment. */
export function digestLinkOf(
  language: ChannelLanguage,
  environment: string,
  url: string,
): ChannelBlock['links'][number] {
  return { label: say(language, 'messages.digest.link', { environment }), url };
}

/** What belongs together: one service in one state for one reason, or the targets on which one rule fires. None is empty. */
function groupsOf(language: ChannelLanguage, incidents: readonly Incident[]): (readonly Incident[])[] {
  const keyOf = ({ service, rule, targetState }: Incident) =>
    JSON.stringify([service, rule?.id, targetState]);
  const groups = Map.groupBy(incidents.toSorted(bySeverity), keyOf).values();
  return [...groups].flatMap((alike) => {
    const byReason = Map.groupBy(alike, (incident) => sharedReasonOf(language, subjectsOf(incident)));
    return byReason.size > MOST_REASONS ? [alike] : [...byReason.values()];
  });
}

function listsOf(language: ChannelLanguage, incidents: readonly Incident[]): NameList[] {
  const [worst] = incidents;
  if (!worst) return [];
  const subjects = incidents.flatMap((incident) => subjectsOf(incident));
  const along = incidents.flatMap((incident) => dependentsOf(incident));
  const names = shortNamesOf(language, subjects);
  return [{ head: headOf(language, worst, incidents, subjects), names }, ...dependentLists(language, along)];
}

/** Lists of dependents, one for each service. */
export function dependentLists(language: ChannelLanguage, members: readonly IncidentMember[]): NameList[] {
  return [...Map.groupBy(members, ({ service }) => service)].map(([kind, ofService]) => {
    const service = say(language, `shell.service.${kind}`);
    const what = countedOf(language, service, ofService.length);
    return {
      head: [say(language, 'messages.dependents', { names: what })],
      names: shortNamesOf(language, ofService),
    };
  });
}

/** `Endpoints (33)`; the name alone for one. */
export function countedOf(language: ChannelLanguage, what: string, count: number): string {
  return count === 1 ? what : say(language, 'messages.counted', { what, count });
}

function headOf(
  language: ChannelLanguage,
  { service, rule, targetState, resolvedAt }: Incident,
  incidents: readonly Incident[],
  subjects: readonly IncidentMember[],
): ChannelText {
  const what = countedOf(language, rule?.name ?? say(language, `shell.service.${service}`), subjects.length);
  const mark = markOf(language, resolvedAt === null ? targetState : 'healthy');
  const moments = incidents.map((incident) => incident.resolvedAt ?? incident.startedAt).sort();
  const at = (resolvedAt === null ? moments.at(0) : moments.at(-1)) ?? '';
  const reason = resolvedAt === null ? sharedReasonOf(language, subjects) : null;
  return phrase({ ago: { at, style: 'ago' } }, ({ ago }) =>
    reason === null
      ? say(language, 'messages.digest.line', { mark, what, ago })
      : say(language, 'messages.digest.because', { mark, what, ago, reason }),
  );
}

/** What all of them fail with; null where they differ. */
function sharedReasonOf(language: ChannelLanguage, members: readonly IncidentMember[]): string | null {
  const reasons = new Set(members.map(({ reason }) => (reason === null ? '' : sayReason(language, reason))));
  const [only = ''] = reasons;
  return reasons.size === 1 && only !== '' && only.length <= LONGEST_REASON ? only : null;
}

function headlineOf(
  language: ChannelLanguage,
  parts: readonly MessagePart[],
  open: readonly MessagePart[],
): ['failing' | 'degraded' | 'healthy', string] {
  if (open.length === 0) return ['healthy', say(language, 'messages.digest.over', { count: parts.length })];
  if (open.every(({ form }) => form === 'repeat')) {
    return ['degraded', say(language, 'messages.digest.still', { count: open.length })];
  }
  const count = open.reduce((sum, { incident }) => sum + subjectsOf(incident).length, 0);
  const isDown = open.every(({ incident }) => incident.targetState === 'failing');
  if (isDown) return ['failing', say(language, 'messages.digest.down', { count })];
  return ['degraded', say(language, 'messages.digest.troubled', { count })];
}
