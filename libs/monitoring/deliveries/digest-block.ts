import type { Incident } from '@envscope/contracts/index.js';
import type { ChannelBlock, ChannelLanguage, ChannelText } from '@envscope/integrations/kernel/channel.js';
import { say } from '@envscope/texts/say.js';
import { lines, phrase } from './phrase.js';
import type { IncidentForm, MessagePart } from './telling.js';
import { markOf, nameOf, subjectsOf } from './wording.js';

/** Incidents that a digest names; the console has the rest. */
const MOST_NAMED = 10;

/** The gravest first: what is wrong now before what is over. */
const FORMS = ['opened', 'changed', 'reminder', 'resolved', 'brief'] as const satisfies IncidentForm[];

/** How many of what, in a few words. */
export function digestTitleOf(
  language: ChannelLanguage,
  environment: string,
  parts: readonly MessagePart[],
): string {
  const open = parts.filter(({ incident }) => incident.resolvedAt === null);
  const [verdict, headline] = headlineOf(language, parts, open);
  return say(language, 'messages.title', { mark: markOf(language, verdict), environment, headline });
}

/** How many of each, and the first of them by name. Plainly: without names. */
export function digestTextOf(
  language: ChannelLanguage,
  parts: readonly MessagePart[],
  isPlain: boolean,
): ChannelText {
  const ordered = FORMS.flatMap((form) => parts.filter((part) => part.form === form));
  const named = isPlain ? [] : ordered.slice(0, MOST_NAMED);
  const count = ordered.length - named.length;
  return lines(
    [countsOf(language, parts)],
    ...named.map(({ incident }) => line(language, incident)),
    count > 0 && !isPlain ? [say(language, 'messages.more', { count })] : [],
  );
}

/** The console's page of all incidents of an environment. */
export function digestLinkOf(
  language: ChannelLanguage,
  environment: string,
  url: string,
): ChannelBlock['links'][number] {
  return { label: say(language, 'messages.digest.link', { environment }), url };
}

function headlineOf(
  language: ChannelLanguage,
  parts: readonly MessagePart[],
  open: readonly MessagePart[],
): ['failing' | 'degraded' | 'healthy', string] {
  const count = open.length;
  if (count === 0) return ['healthy', say(language, 'messages.digest.over', { count: parts.length })];
  if (open.every(({ form }) => form === 'reminder')) {
    return ['degraded', say(language, 'messages.digest.still', { count })];
  }
  const isDown = open.every(({ incident }) => incident.verdict === 'failing');
  if (isDown) return ['failing', say(language, 'messages.digest.down', { count })];
  return ['degraded', say(language, 'messages.digest.troubled', { count })];
}

function countsOf(language: ChannelLanguage, parts: readonly MessagePart[]): string {
  return FORMS.flatMap((form) => {
    const count = parts.filter((part) => part.form === form).length;
    return count === 0 ? [] : say(language, `messages.digest.${form}`, { count });
  }).join(' · ');
}

function line(language: ChannelLanguage, incident: Incident): ChannelText {
  const verdict = incident.resolvedAt === null ? incident.verdict : 'healthy';
  const subjects = subjectsOf(incident);
  const names = subjects
    .slice(0, 2)
    .map((member) => nameOf(language, member))
    .join(', ');
  const count = subjects.length - 2;
  const what = count > 0 ? say(language, 'messages.namesAndMore', { names, count }) : names;
  const at = incident.resolvedAt ?? incident.startedAt;
  return phrase({ ago: { at, style: 'ago' } }, ({ ago }) =>
    say(language, 'messages.digest.line', { mark: markOf(language, verdict), what, ago }),
  );
}
