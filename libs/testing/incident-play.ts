import { type Incident, isOfConsole, type ServiceKind, type TargetState } from '@envscope/contracts/index.js';
import { MANIFESTS } from '@envscope/integrations/services.js';
import { applyChanges } from '@envscope/monitoring/incidents/incident-changes.js';
import type { IncidentOutcome } from '@envscope/monitoring/incidents/incident-outcome.js';
import type { MemberChange } from '@envscope/monitoring/incidents/member-change.js';
import { mute, muteOver, unmute, type MutedBy } from '@envscope/monitoring/incidents/muting.js';
import { acknowledge, comment, resolveByHand } from '@envscope/monitoring/incidents/manual-actions.js';
import { deliveriesFor } from '@envscope/monitoring/repository/new-deliveries.js';
import { idOf } from './alerts.js';
import { STORY_START_MS } from './observations.js';

/** How a story writes what became of a target: `a-` fails. */
const SIGNS: Readonly<Record<string, Partial<MemberChange['change']> & { targetState: TargetState }>> = {
  '-': { targetState: 'failing' },
  '~': { targetState: 'degraded' },
  '?': { targetState: 'unknown' },
  '+': { targetState: 'healthy', how: 'recovered' },
  _: { targetState: 'healthy', how: 'paused' },
  '.': { targetState: 'healthy', how: 'gone' },
  '!': { targetState: 'failing', flapping: 'began' },
  '=': { targetState: 'failing', flapping: 'settled' },
  '*': { targetState: 'healthy', how: 'recovered', flapping: 'settled' },
};
const SIGN_OF: Readonly<Record<TargetState, string>> = {
  failing: '-',
  degraded: '~',
  unknown: '?',
  healthy: '+',
};

/** A change of a target, `a-`, seconds after the story's start. `rule` where a rule of that name found it. */
export function changeOf(
  service: ServiceKind,
  written: string,
  seconds: number,
  { rule = null, sinceSeconds = seconds }: { rule?: string | null; sinceSeconds?: number } = {},
): MemberChange {
  const change = SIGNS[written.slice(-1)];
  if (change === undefined) throw new Error(`No targetState is written ${written.slice(-1)}`);
  const reason = change.targetState === 'healthy' ? null : ({ code: 'timeout', params: {} } as const);
  return {
    service,
    target: written.slice(0, -1),
    label: null,
    rule: rule === null ? null : { id: rule, name: rule, severity: 'medium' },
    change: {
      sinceMs: STORY_START_MS + sinceSeconds * 1_000,
      atMs: STORY_START_MS + seconds * 1_000,
      reason,
      firstReason: reason,
      how: null,
      flapping: null,
      ...change,
    },
  };
}

/** Plays what happens in `dev` as the console would: each outcome is the state of the next step, and notifies one channel. */
export class IncidentPlay {
  /** Every incident as it is now, by id, in the order in which they opened. */
  readonly incidents = new Map<string, Incident>();
  /** Services that are muted. */
  private readonly mute = new Map<ServiceKind, string>();
  private seconds = 0;
  private ids = 0;

  constructor(private readonly groupWindowMs = 60_000) {}

  get open(): Incident[] {
    return [...this.incidents.values()].filter(({ resolvedAt }) => resolvedAt === null);
  }

  /** The n-th incident that opened, from 1. */
  incident(number: number): Incident {
    const incident = [...this.incidents.values()][number - 1];
    if (incident === undefined) throw new Error(`No incident ${number} has opened`);
    return incident;
  }

  at(seconds: number): this {
    this.seconds = seconds;
    return this;
  }

  observe(changes: readonly MemberChange[]): readonly IncidentOutcome[] {
    return applyChanges(this.open, 'dev', changes, {
      nowMs: this.nowMs,
      elapsedSince: (momentMs) => this.nowMs - momentMs,
      groupWindowMs: this.groupWindowMs,
      newId: () => idOf(++this.ids),
      mutedBy: this.mutedBy,
      manifests: MANIFESTS,
    }).map((outcome) => this.keep(outcome));
  }

  acknowledge(number: number): readonly IncidentOutcome[] {
    return [this.keep(acknowledge(this.incident(number), { by: 'Minji', note: '' }, this.nowMs))];
  }

  comment(number: number): readonly IncidentOutcome[] {
    return [this.keep(comment(this.incident(number), { by: 'Minji', note: 'On it' }, this.nowMs))];
  }

  resolve(number: number): readonly IncidentOutcome[] {
    return [this.keep(resolveByHand(this.incident(number), { by: 'Minji', note: '' }, this.nowMs))];
  }

  silence(service: ServiceKind): readonly IncidentOutcome[] {
    this.mute.set(service, idOf(1_000 + this.mute.size));
    return this.heedMute();
  }

  unsilence(service: ServiceKind): readonly IncidentOutcome[] {
    this.mute.delete(service);
    return this.heedMute();
  }

  private readonly mutedBy: MutedBy = (service) =>
    isOfConsole(service) ? null : (this.mute.get(service) ?? null);

  private get nowMs(): number {
    return STORY_START_MS + this.seconds * 1_000;
  }

  private heedMute(): IncidentOutcome[] {
    return this.open.flatMap((incident) => {
      const muteId = muteOver(incident, this.mutedBy);
      if (muteId === incident.mutedBy) return [];
      return [this.keep(muteId === null ? unmute(incident, this.nowMs) : mute(incident, muteId, this.nowMs))];
    });
  }

  private keep(outcome: IncidentOutcome): IncidentOutcome {
    const { incident } = deliveriesFor(outcome, ['dev.discord'], this.nowMs, () => idOf(++this.ids));
    this.incidents.set(incident.id, incident);
    return outcome;
  }
}

/**
 * Plays a story's lines, `60 endpoints a- b+`, and answers what came of each: `#1 changed a- b+`. Dependents stand in
 * brackets, `silent` is an outcome that no channel hears of; a line without an outcome answers `.`.
 */
export function playStory(lines: readonly string[], groupWindowMs?: number): string[] {
  const play = new IncidentPlay(groupWindowMs);
  return lines.map((line) => {
    const [seconds = '', verb = '', ...rest] = line.split(' ');
    play.at(Number(seconds));
    const outcomes = act(play, verb, rest, Number(seconds));
    return outcomes.map((outcome) => written(play, outcome)).join(' | ') || '.';
  });
}

function act(
  play: IncidentPlay,
  verb: string,
  rest: readonly string[],
  seconds: number,
): readonly IncidentOutcome[] {
  const [first = ''] = rest;
  if (verb === 'acknowledge' || verb === 'comment' || verb === 'resolve')
    return play[verb](Number(first.slice(1)));
  if (verb === 'silence' || verb === 'unsilence') return play[verb](first as ServiceKind);
  const [service, rule] = verb.split('/');
  return play.observe(
    rest.map((target) => changeOf(service as ServiceKind, target, seconds, { rule: rule ?? null })),
  );
}

function written(play: IncidentPlay, { incident, notify }: IncidentOutcome): string {
  const number = [...play.incidents.keys()].indexOf(incident.id) + 1;
  const members = incident.members.map(({ target, targetState, isDependent }) =>
    isDependent ? `(${target}${SIGN_OF[targetState]})` : `${target}${SIGN_OF[targetState]}`,
  );
  return [`#${number}`, notify.join(',') || 'silent', ...members].join(' ');
}
