import {
  DEFAULT_TARGET,
  isOfConsole,
  type EnvironmentMarks,
  type IncidentMark,
} from '@envscope/contracts/index.js';
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
      text: words.say(`shell.overview.${kind}`, { name }).trim(),
    })),
  ];
}

/** So many of a kind are named; more are counted. */
const MOST_NAMED = 2;

/** Whether a group's words name everything, so that there is nothing to open. Incidents are led to one by one. */
export function isNamed({ marks }: MarkGroup): boolean {
  const isFew = (kind: MarkKind) => marks.filter((mark) => mark.kind === kind).length <= MOST_NAMED;
  return marks.every(({ kind }) => kind !== 'incident') && isFew('release') && isFew('deploy');
}

/** A group in a few words: one or two of a kind by their names, incidents and what is more by their number. */
export function wordsOfGroup({ marks }: MarkGroup, words: Words): string {
  const [first, ...others] = marks;
  if (first !== undefined && others.length === 0) return first.text;
  return (['incident', 'release', 'deploy'] as const)
    .flatMap((kind) => {
      const found = marks.filter((mark) => mark.kind === kind);
      if (found.length === 0) return [];
      return kind !== 'incident' && found.length <= MOST_NAMED
        ? found.map(({ text }) => text)
        : [words.say(`charts.marks.${kind}Count`, { count: found.length })];
    })
    .join(', ');
}

function nameOf({ service, target, label }: IncidentMark, words: Words): string {
  const name = words.service(service);
  return target === DEFAULT_TARGET || (isOfConsole(service) && label === null)
    ? name
    : `${name} · ${label ?? target}`;
}
