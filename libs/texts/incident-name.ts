import {
  DEFAULT_TARGET,
  isOfConsole,
  type IncidentSubject,
  type IncidentSummary,
  type TargetId,
} from '@envscope/contracts/index.js';
import type { ConsoleTextKey, ParamsOf } from './texts.js';

/** Says texts in one language: the server's in whichever is asked for, the page's in the one that is chosen there. */
export interface Speaker {
  say<K extends ConsoleTextKey>(key: K, ...params: ParamsOf<K>): string;
  /** What the rule of an incident is called, of which the id alone says whether it is built in. */
  ruleName(rule: { readonly id: string; readonly name: string; readonly isBuiltIn: true }): string;
}

/** One target of an incident, as its members, its timeline and its first cause name it. */
interface NamedTarget {
  readonly service: IncidentSubject;
  readonly target: TargetId;
  readonly label: string | null;
}

/** What a target is called: `Redis`, `Endpoints · search`. The console's own are environments, which it leaves out: `Workers · seoul`. */
export function nameOfTarget({ service, target, label }: NamedTarget, speaker: Speaker): string {
  const name = speaker.say(`shell.service.${service}`);
  if (target === DEFAULT_TARGET || (isOfConsole(service) && label === null)) return name;
  return speaker.say('shell.alerting.name', { service: name, target: label ?? target });
}

/** What an incident is called: what failed first, by which rule, and how many failed with it. */
export function nameOfIncident(
  { rule, firstCause, memberCount }: Pick<IncidentSummary, 'rule' | 'firstCause' | 'memberCount'>,
  speaker: Speaker,
): string {
  const target = nameOfTarget(firstCause, speaker);
  // Its members are environments, which the name need not count.
  if (isOfConsole(firstCause.service)) return target;
  const name =
    rule === null
      ? target
      : speaker.say('shell.alerting.byRule', {
          target,
          rule: speaker.ruleName({ ...rule, isBuiltIn: true }),
        });
  return memberCount > 1 ? speaker.say('shell.alerting.andMore', { name, count: memberCount - 1 }) : name;
}
