import {
  isOfConsole,
  type IncidentSubject,
  type Resolution,
  type TimelineEntry,
} from '@envscope/contracts/index.js';
import type { Words } from '../../../language/words';
import { nameOfTarget } from '@envscope/texts/incident-name.js';

/** What kind of entry it is: a target `failed` or `recovered`, a `person` did something, or it is a `remark`. */
export type Tone = 'failed' | 'recovered' | 'person' | 'remark';

/** One entry of a timeline in words. */
export interface Happening {
  readonly tone: Tone;
  readonly title: string;
  /** Which target, and why. */
  readonly detail: string | null;
  /** What a person wrote. */
  readonly note: string | null;
}

/** How an incident of that service ended, in words. */
export function endingOf(how: Resolution, service: IncidentSubject, words: Words): string {
  if (!isOfConsole(service)) return words.say(`incidents.ending.${how}`);
  if (service === 'console') return words.say('incidents.detail.reconnected');
  if (service === 'queue')
    return words.say(how === 'recovered' ? 'incidents.detail.queueBack' : 'incidents.detail.queueUnused');
  return words.say(how === 'recovered' ? 'incidents.detail.resultsAgain' : 'incidents.detail.checkedNoMore');
}

/** What happened in an incident of that service, in words. */
export function happeningOf(entry: TimelineEntry, service: IncidentSubject, words: Words): Happening {
  switch (entry.kind) {
    case 'opened':
    case 'joined':
    case 'changed':
      return happening('failed', titleOfFailure(entry, words), {
        detail: `${nameOfTarget(entry, words)}: ${words.reason(entry.reason)}`,
      });
    case 'member-recovered':
      return happening(
        'recovered',
        entry.how === 'recovered'
          ? words.say('incidents.timeline.member-recovered')
          : ended(entry.how, words),
        { detail: nameOfTarget(entry, words) },
      );
    case 'flapping':
    case 'settled':
      return happening('remark', words.say(`incidents.timeline.${entry.kind}`), {
        detail: nameOfTarget(entry, words),
      });
    case 'acknowledged':
    case 'commented':
      return happening('person', words.say(`incidents.timeline.${entry.kind}`, { name: entry.by }), entry);
    case 'muted':
    case 'unmuted':
    case 'repeated':
      return happening('remark', words.say(`incidents.timeline.${entry.kind}`), {});
    case 'resolved':
      return entry.by === null
        ? happening('recovered', words.say('incidents.timeline.resolved'), {
            detail: endingOf(entry.how, service, words),
            note: entry.note,
          })
        : happening('person', words.say('incidents.resolvedBy', { name: entry.by }), entry);
  }
}

type Failure = Extract<TimelineEntry, { kind: 'opened' | 'joined' | 'changed' }>;

function titleOfFailure(entry: Failure, words: Words): string {
  if (entry.kind === 'changed') {
    return words.say('incidents.timeline.changed', {
      from: words.say(`alerts.targetState.${entry.from}`),
      to: words.say(`alerts.targetState.${entry.targetState}`),
    });
  }
  if (entry.kind === 'joined' && entry.isDependent) return words.say('incidents.dependent');
  return words.say(`incidents.timeline.${entry.kind}`);
}

function ended(how: Resolution, words: Words): string {
  return words.say(`alerts.resolution.${how}`);
}

function happening(
  tone: Tone,
  title: string,
  { detail, note }: { readonly detail?: string; readonly note?: string },
): Happening {
  return { tone, title, detail: detail ?? null, note: note || null };
}
