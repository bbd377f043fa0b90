import {
  DEFAULT_TARGET,
  isOfConsole,
  type Incident,
  type IncidentMember,
  type TargetState,
} from '@envscope/contracts/index.js';
import type { ChannelLanguage } from '@envscope/integrations/kernel/channels/channel.js';
import { formatDuration } from '@envscope/texts/format.js';
import { say, sayRule } from '@envscope/texts/say.js';
import type { IncidentForm } from './incident-messages.js';

type TargetName = Pick<IncidentMember, 'service' | 'target' | 'label'>;

/** What a target is called: its label and its service, or its service where that has only one. */
export function nameOf(language: ChannelLanguage, { service, target, label }: TargetName): string {
  const serviceName = say(language, `shell.service.${service}`);
  const name = label ?? (target === DEFAULT_TARGET ? null : target);
  return name === null ? serviceName : say(language, 'messages.named', { label: name, service: serviceName });
}

/** The members that fail by themselves, while there are any. */
export function subjectsOf({ members }: Incident): readonly IncidentMember[] {
  const own = members.filter(({ isDependent }) => !isDependent);
  const failing = own.filter(({ targetState }) => targetState !== 'healthy');
  return failing.length > 0 ? failing : own;
}

/** Members that fail because of another. */
export function dependentsOf({ members }: Incident): readonly IncidentMember[] {
  return members.filter(({ isDependent, targetState }) => isDependent && targetState !== 'healthy');
}

/** The incident in a few words. Plainly: without a word that somebody else has written. */
export function headlineOf(
  language: ChannelLanguage,
  form: IncidentForm,
  incident: Incident,
  isPlain: boolean,
): string {
  if (incident.service === 'console')
    return say(language, 'messages.console.over', { duration: lastingOf(language, incident) });
  const what = whatOf(language, incident, isPlain);
  if (form === 'brief')
    return say(language, 'messages.brief', { what, duration: lastingOf(language, incident) });
  const rule = isPlain || incident.rule === null ? undefined : sayRule(language, incident.rule);
  if (incident.resolution === null || incident.resolution === 'recovered') {
    const isOpen = incident.resolution === null;
    if (incident.service === 'workers')
      return say(language, isOpen ? 'messages.workers.silent' : 'messages.workers.back', { what });
    if (incident.service === 'queue')
      return say(language, isOpen ? 'messages.queue.away' : 'messages.queue.back', { what });
  }
  if (incident.resolvedAt !== null) {
    if (rule !== undefined) return say(language, 'messages.ruleOver', { rule, what });
    return say(language, `messages.over.${incident.resolution ?? 'recovered'}`, { what });
  }
  const isRepeat = form === 'repeat';
  if (rule !== undefined)
    return say(language, isRepeat ? 'messages.ruleStill' : 'messages.rule', { rule, what });
  if (incident.isFlapping) return say(language, 'messages.flapping', { what });
  const state = incident.targetState === 'healthy' ? incident.worst : incident.targetState;
  return say(language, `messages.${isRepeat ? 'still' : 'open'}.${state}`, { what });
}

/** How long the incident lasted, in words. */
export function lastingOf(language: ChannelLanguage, { startedAt, resolvedAt, updatedAt }: Incident): string {
  const lastedMs = Date.parse(resolvedAt ?? updatedAt) - Date.parse(startedAt);
  return formatDuration(language, Math.max(0, lastedMs));
}

export function markOf(language: ChannelLanguage, targetState: TargetState): string {
  return say(language, `messages.mark.${targetState}`);
}

function whatOf(language: ChannelLanguage, incident: Incident, isPlain: boolean): string {
  // Its members are environments, all of one location or queue.
  if (isOfConsole(incident.service))
    return incident.firstCause.label ?? say(language, `shell.service.${incident.service}`);
  const subjects = subjectsOf(incident);
  const [only] = subjects;
  const service = say(language, `shell.service.${incident.service}`);
  if (!only || subjects.length > 1) {
    return say(language, 'messages.several', { service, count: subjects.length });
  }
  return isPlain ? service : nameOf(language, only);
}
