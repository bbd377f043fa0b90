import { DEFAULT_TARGET, type EnvironmentMarks, type IncidentMark } from '@envscope/contracts/index.js';
import type { Words } from '../language/words';
import type { ChartMark, MarkGroup, MarkKind } from '../ui/charts/chart-marks';

/** What charts mark of an environment, in words. */
export function marksOf({ incidents, releases }: EnvironmentMarks, words: Words): ChartMark[] {
  return [
    ...incidents.map((incident): ChartMark => ({
      id: incident.id,
      kind: 'incident',
      atMs: Date.parse(incident.startedAt),
      endMs: incident.resolvedAt === null ? null : Date.parse(incident.resolvedAt),
      text: words.say('charts.marks.incident', {
        name: nameOf(incident, words),
        reason: words.reason(incident.reason),
      }),
      link: ['/incidents', incident.id],
    })),
    ...releases.map(({ kind, name, at }): ChartMark => ({
      id: `${kind} ${name} ${at}`,
      kind,
      atMs: Date.parse(at),
      text: words.say(`charts.marks.${kind}`, { name }).trim(),
    })),
  ];
}

/** A group in a few words: what the one mark says, else how many there are of each kind. */
export function wordsOfGroup({ marks }: MarkGroup, words: Words): string {
  const [first, ...others] = marks;
  if (first !== undefined && others.length === 0) return first.text;
  const countOf = (kind: MarkKind) => marks.filter((mark) => mark.kind === kind).length;
  return (['incident', 'release', 'deploy'] as const)
    .map((kind) => ({ kind, count: countOf(kind) }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => words.say(`charts.marks.${kind}Count`, { count }))
    .join(', ');
}

function nameOf({ service, target, label }: IncidentMark, words: Words): string {
  const name = words.service(service);
  return target === DEFAULT_TARGET ? name : `${name} · ${label ?? target}`;
}
