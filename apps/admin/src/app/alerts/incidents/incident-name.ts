import {
  DEFAULT_TARGET,
  type DeliveryKind,
  type IncidentSubject,
  type IncidentSummary,
  type TargetId,
} from '@envscope/contracts/index.js';
import type { Words } from '../../language/words';

/** One target of an incident, as its members, its timeline and its first cause name it. */
interface NamedTarget {
  readonly service: IncidentSubject;
  readonly target: TargetId;
  readonly label: string | null;
}

/** What a target is called: `Redis`, `Endpoints · search`. */
export function nameOfTarget({ service, target, label }: NamedTarget, words: Words): string {
  // The console's own are environments.
  if (target === DEFAULT_TARGET || service === 'console') return words.service(service);
  return words.say('shell.alerting.name', { service: words.service(service), target: label ?? target });
}

/** What an incident is called: what failed first, by which rule, and how many failed with it. */
export function nameOfIncident(
  { rule, firstCause, memberCount }: Pick<IncidentSummary, 'rule' | 'firstCause' | 'memberCount'>,
  words: Words,
): string {
  const target = nameOfTarget(firstCause, words);
  // Its members are environments, which the name need not count.
  if (firstCause.service === 'console') return target;
  const name =
    rule === null ? target : words.say('shell.alerting.byRule', { target, rule: ruleName(rule, words) });
  return memberCount > 1 ? words.say('shell.alerting.andMore', { name, count: memberCount - 1 }) : name;
}

/** What a notification says of an incident. The one of the console's own comes when that is over. */
export function kindOfNotification(
  kind: DeliveryKind,
  service: IncidentSubject | undefined,
  words: Words,
): string {
  return words.say(`alerts.deliveryKind.${service === 'console' ? 'reconnected' : kind}`);
}

/** Why an incident opened. That the console is without a network is not said once it has one again. */
export function causeOfIncident(
  { service, resolvedAt, firstCause }: Pick<IncidentSummary, 'service' | 'resolvedAt' | 'firstCause'>,
  words: Words,
): string {
  return service === 'console' && resolvedAt !== null
    ? words.say('incidents.detail.wasDisconnected')
    : words.reason(firstCause.reason);
}

/** What the rule of an incident is called. Its id alone says whether it is built in. */
export function ruleName(rule: { readonly id: string; readonly name: string }, words: Words): string {
  return words.ruleName({ ...rule, isBuiltIn: true });
}
