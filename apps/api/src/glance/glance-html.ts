import type { CheckStatus, ServiceKind, UnhealthyItem, UpCount } from '@envscope/contracts/index.js';
import { say, sayReason } from '@envscope/texts/say.js';
import type { StateKey } from '@envscope/texts/state-word.js';
import type { Language } from '@envscope/texts/texts.js';
import { wellWords } from '@envscope/texts/well.js';
import {
  badge,
  environmentName,
  frame,
  lastingFrom,
  minor,
  speakerOf,
  staleMark,
  text,
  type EnvironmentNames,
} from './glance-parts.js';
import { acknowledgementOf, incidentName } from './incident-html.js';
import { isAboutAll, type PageSubject } from './subject.js';

/** One thing that stands somehow: an environment, or a service of one. */
export interface Standing {
  readonly name: { readonly environment: string } | { readonly service: ServiceKind };
  readonly status: CheckStatus;
  readonly word: StateKey;
  /** Whether the status is older than it should be. */
  readonly isStale: boolean;
}

/** How things stand, for the page at one path. */
export interface Glance {
  readonly subject: PageSubject;
  readonly generatedAt: string;
  /** Of the page's own environment or service; null for pages about all environments. */
  readonly status: CheckStatus | null;
  /** The services that the page is about. */
  readonly count: UpCount;
  /** What is wrong there, what matters most first. */
  readonly unhealthy: readonly UnhealthyItem[];
  readonly standings: readonly Standing[];
}

/** Rows of what is wrong, as many as the console's own list has at first. */
const SHOWN = 8;

/**
 * The glance as HTML, in the classes of `apps/admin/src/styles/_glance.scss`. Every text stands there in all languages, since the
 * server does not know which one the browser shows: the page hides the others.
 */
export function glanceHtml(glance: Glance, names: EnvironmentNames): string {
  const { subject, generatedAt, status, standings } = glance;
  const isOfService = subject.kind === 'service';
  const marks = [
    status === null ? '' : badge(status, isOfService ? standings[0]?.word : undefined),
    isOfService && standings.some(({ isStale }) => isStale) ? staleMark() : '',
  ];
  const title = text((language) => titleOf(language, subject, names));
  // The heading has said how the service stands.
  const content = listOf(glance, names) + (isOfService ? '' : standingsOf(standings, names));
  return frame(title, marks.join(''), generatedAt, content);
}

function titleOf(language: Language, subject: PageSubject, names: EnvironmentNames): string {
  if (subject.kind === 'all') return say(language, 'shell.frame.overview');
  if (subject.kind === 'incidents') return say(language, 'shell.alerting.incidents');
  const environment = environmentName(language, subject.environment, names);
  if (subject.kind === 'environment') return environment;
  return `${say(language, `shell.service.${subject.service}`)} · ${environment}`;
}

function listOf({ subject, generatedAt, unhealthy, count }: Glance, names: EnvironmentNames): string {
  const hasAll = isAboutAll(subject);
  // Of a service the heading has said it.
  if (unhealthy.length === 0) return subject.kind === 'service' ? '' : wellOf(count);
  const rows = unhealthy.slice(0, SHOWN).map((item) => rowOf(item, generatedAt, hasAll ? names : null));
  const more = unhealthy.length - SHOWN;
  return [
    `<section><h2>${text((language) => say(language, 'shell.overview.wrong'))}</h2><ul class="glance-wrong">`,
    ...rows,
    more > 0 ? `<li>${text((language) => say(language, 'shell.overview.more', { count: more }))}</li>` : '',
    '</ul></section>',
  ].join('');
}

/** That nothing is wrong, in the words of the console's own list. */
function wellOf(count: UpCount): string {
  const words = (language: Language) => wellWords(count, speakerOf(language));
  return `<div><h2>${text((language) => words(language).heading)}</h2><p>${text((language) => words(language).note)}</p></div>`;
}

/** `names` where the row is to say of which environment it is. */
function rowOf(item: UnhealthyItem, generatedAt: string, names: EnvironmentNames | null): string {
  const { environment, incident, since, status } = item;
  const place = (language: Language) =>
    names === null ? '' : `${environmentName(language, environment, names)} · `;
  const reason = incident === null ? item.results[0]?.reason : incident.firstCause.reason;
  return [
    `<li data-status="${status}">${badge(status)}`,
    `<b class="glance-what">${text((language) => place(language) + subjectName(language, item))}</b>`,
    since === null ? '' : lastingFrom(since, generatedAt),
    reason ? minor((language) => sayReason(language, reason)) : '',
    incident === null ? '' : acknowledgementOf(incident),
    '</li>',
  ].join('');
}

function subjectName(language: Language, { service, incident }: UnhealthyItem): string {
  return incident === null ? say(language, `shell.service.${service}`) : incidentName(language, incident);
}

function standingsOf(standings: readonly Standing[], names: EnvironmentNames): string {
  const rows = standings.map(({ name, status, word, isStale }) => {
    const called = text((language) =>
      'service' in name
        ? say(language, `shell.service.${name.service}`)
        : environmentName(language, name.environment, names),
    );
    return `<li data-status="${status}"><span>${called}</span>${isStale ? staleMark() : ''}${badge(status, word)}</li>`;
  });
  return `<section><ul class="glance-standings">${rows.join('')}</ul></section>`;
}
