import { STATUS_OF_STATE, stateOf, type IncidentSummary } from '@envscope/contracts/index.js';
import { nameOfIncident } from '@envscope/texts/incident-name.js';
import { say, sayReason } from '@envscope/texts/say.js';
import type { Language } from '@envscope/texts/texts.js';
import {
  badge,
  environmentName,
  frame,
  lastingFrom,
  minor,
  speakerOf,
  text,
  type EnvironmentNames,
} from './glance-parts.js';

/** One incident as HTML: what it is, where, for how long, why, and who has it. */
export function incidentHtml(
  incident: IncidentSummary,
  generatedAt: string,
  names: EnvironmentNames,
): string {
  const { environment, firstCause, startedAt, targetState } = incident;
  const state = stateOf(incident);
  const isOver = state === 'resolved';
  const status = STATUS_OF_STATE[targetState];
  const row = [
    `<li data-status="${status}">`,
    isOver ? badge('up', 'alerts.state.resolved') : badge(status),
    `<b class="glance-what">${text((language) => environmentName(language, environment, names))}</b>`,
    isOver ? '' : lastingFrom(startedAt, generatedAt),
    minor((language) => sayReason(language, firstCause.reason)),
    state === 'open' ? minor((language) => say(language, 'alerts.state.open')) : acknowledgementOf(incident),
    '</li>',
  ];
  const title = text((language) => incidentName(language, incident));
  return frame(title, '', generatedAt, `<section><ul class="glance-wrong">${row.join('')}</ul></section>`);
}

/** As the console calls it. */
export function incidentName(language: Language, incident: IncidentSummary): string {
  return nameOfIncident(incident, speakerOf(language));
}

/** Who has it; nothing where nobody does. */
export function acknowledgementOf({ acknowledgement }: Pick<IncidentSummary, 'acknowledgement'>): string {
  if (acknowledgement === null) return '';
  return minor((language) => say(language, 'shell.acknowledge.by', { name: acknowledgement.by }));
}
