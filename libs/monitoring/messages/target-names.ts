import { DEFAULT_TARGET, type IncidentMember } from '@envscope/contracts/index.js';
import type { ChannelLanguage } from '@envscope/integrations/kernel/channels/channel.js';
import { say } from '@envscope/texts/say.js';

type NamedTarget = Pick<IncidentMember, 'service' | 'target' | 'label'>;

/** A name may take so much of a list; its id distinguishes what differs only after that. */
const LONGEST = 80;

/**
 * What the targets of one service are called below its name, each once: the label, with the id only where two have one label.
 * Empty for the only target of a service that has just one.
 */
export function shortNamesOf(language: ChannelLanguage, targets: readonly NamedTarget[]): string[] {
  const distinct = [
    ...new Map(targets.map((target) => [`${target.service} ${target.target}`, target])).values(),
  ];
  if (distinct.every(({ target, label }) => label === null && target === DEFAULT_TARGET)) return [];
  const names = distinct.map((target) => shortNameOf(language, target));
  const counts = Map.groupBy(names, (name) => name);
  return distinct.map(({ target }, index) => {
    const name = names[index] ?? target;
    return (counts.get(name)?.length ?? 0) > 1 && name !== target ? `${name} (${target})` : name;
  });
}

function shortNameOf(language: ChannelLanguage, { service, target, label }: NamedTarget): string {
  const name = label ?? (target === DEFAULT_TARGET ? say(language, `shell.service.${service}`) : target);
  return name.length <= LONGEST ? name : `${name.slice(0, LONGEST - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
