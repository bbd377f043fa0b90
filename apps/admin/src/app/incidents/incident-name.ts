import { DEFAULT_TARGET, type IncidentSummary, type ServiceKind } from '@envscope/contracts/index.js';
import type { Words } from '../language/words';

/** What a target is called: `Redis`, `Endpoints · search`. */
export function nameOfTarget(
  { service, target, label }: { service: ServiceKind; target: string; label: string | null },
  words: Words,
): string {
  if (target === DEFAULT_TARGET) return words.service(service);
  return words.say('incidents.name', { service: words.service(service), target: label ?? target });
}

/** What an incident is called: its rule, or what failed first and how many failed with it. */
export function nameOfIncident(
  { rule, firstCause, memberCount }: Pick<IncidentSummary, 'rule' | 'firstCause' | 'memberCount'>,
  words: Words,
): string {
  const first = nameOfTarget(firstCause, words);
  const name = rule === null ? first : words.say('incidents.name', { service: first, target: rule.name });
  return memberCount > 1 ? words.say('incidents.list.more', { name, count: memberCount - 1 }) : name;
}
