import type { DeliveryKind, IncidentSubject, IncidentSummary } from '@envscope/contracts/index.js';
import type { Words } from '../../language/words';

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
