import {
  DEFAULT_TARGET,
  type EnvironmentId,
  type Incident,
  type Observation,
  type ServiceKind,
  type TargetId,
} from '@envscope/contracts/index.js';
import type { ServiceManifests } from '@envscope/integrations/kernel/service.js';
import type { ClockWatch, Pause } from '../clock/clock-watch.js';
import type { TermsOf } from '../schedule/check-plan.js';
import { paceOf, staleAfterMs } from '../evaluate/policy.js';
import type { ConsolePart } from '../console-part.js';
import type { RuleTransition, RuleWatch } from '../rules/rule-watch.js';
import type { IncidentRepository } from '../repository/incident-repository.js';
import { applyChanges } from '../incidents/incident-changes.js';
import { noteCheck } from '../incidents/incident-checks.js';
import type { IncidentOutcome } from '../incidents/incident-outcome.js';
import type { IncidentContext, MemberChange } from '../incidents/member-change.js';
import { abandonedMembers, missingTargets, type InForce } from './abandoned-members.js';
import { mute, muteOver, unmute } from '../incidents/muting.js';
import type { MuteRepository } from '../mutes/mute-repository.js';
import { isRepeatDue, repeatNotification } from '../incidents/repeat-notifications.js';
import { isOfWhole, type TargetWatch } from './target-watch.js';

export interface IncidentEvaluatorOptions {
  /** Targets of one service that fail within this time are one incident; 0: each stands alone. */
  readonly groupWindowMs: number;
  /** How often the notification of an unacknowledged incident is repeated; 0: never. */
  readonly repeatMs: number;
  readonly termsOf: TermsOf;
  /** What was seen last of each service, from before the start. */
  readonly lastSeen: () => readonly Observation[];
  readonly inForce: InForce;
  readonly manifests: ServiceManifests;
  readonly newId: () => string;
  readonly clock: Pick<ClockWatch, 'clock' | 'notice' | 'elapsedSince'>;
  /** Called with what a pass of time threw: a fault of ours. */
  readonly onFault: (error: unknown) => void;
}

/** How soon the evaluator notices silence, the end of a mute and a repeat notification that is due. */
const TICK_MS = 1_000;

/** Opens, updates and resolves incidents: by observations, and by time that passes. */
export class IncidentEvaluator implements ConsolePart {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly repository: IncidentRepository,
    private readonly watch: TargetWatch,
    private readonly rules: RuleWatch,
    private readonly mutes: MuteRepository,
    private readonly options: IncidentEvaluatorOptions,
  ) {
    repository.onOpenedElsewhere((incident) => this.adopt(incident));
  }

  /** Begins with the open incidents of the repository, and with what was seen last. */
  async start(): Promise<void> {
    const open = this.repository.openIncidents();
    const nowMs = this.nowMs;
    this.watch.restore(open);
    for (const incident of open)
      this.applyLater(incident.environment, abandonedMembers(incident, this.options.inForce, nowMs));
    this.timer = setInterval(() => void this.passTime().catch(this.options.onFault), TICK_MS);
    this.timer.unref();
    for (const observation of this.options.lastSeen()) await this.takeUp(observation);
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /**
   * Counts what was seen last before the start, by this console or another one, so that a restart does not begin each row of
   * failures anew. Ignores what is stale.
   */
  async takeUp(observation: Observation): Promise<void> {
    const { environment, service } = observation;
    const results = observation.results.filter(({ target, checkedAt }) => {
      const terms = this.options.termsOf(environment, service, target);
      const ageMs = this.nowMs - Date.parse(checkedAt);
      return terms !== null && ageMs <= staleAfterMs(paceOf(terms));
    });
    if (results.length === 0) return;
    await this.apply(environment, this.watch.takeUp({ ...observation, results }, this.nowMs));
  }

  /** Concludes nothing from time that was not lived through. */
  heedPause(pause: Pause): void {
    this.watch.heedPause(pause, this.nowMs);
    this.rules.heedPause(pause);
  }

  /** Opens, updates and resolves incidents by the observation. A follower evaluates nothing. */
  async evaluate(observation: Observation): Promise<void> {
    if (this.timer === undefined) return;
    const { environment, service, results } = observation;
    await this.apply(environment, this.watch.evaluate(observation));
    this.note(observation);
    await this.apply(environment, this.lost(observation));
    const terms = this.options.termsOf(environment, service, results[0]?.target ?? DEFAULT_TARGET);
    if (terms === null) return;
    const found = await this.rules.evaluate(observation, paceOf(terms), (ruleId, target) =>
      this.isFiring(environment, service, ruleId, target),
    );
    await this.apply(
      environment,
      found.map((transition) => changeOf(transition, this.nowMs)),
    );
  }

  /** Notices what happens without an observation: silence, a mute that begins or ends, a repeat notification that is due. */
  async passTime(): Promise<void> {
    if (this.options.clock.notice()) return;
    const { nowMs } = this;
    for (const [environment, changes] of this.watch.evaluateSilence(nowMs))
      await this.apply(environment, changes);
    if (!this.repository.openIncidents().some((incident) => this.outcomeOfTime(incident, nowMs))) return;
    await this.repository.decide((open) =>
      open.flatMap((incident) => this.outcomeOfTime(incident, nowMs) ?? []),
    );
  }

  private outcomeOfTime(incident: Incident, nowMs: number): IncidentOutcome | undefined {
    const muteId =
      this.mutes.mutedIncident(incident.id) ??
      muteOver(incident, (service, target) => this.mutes.mutedBy(incident.environment, service, target));
    if (incident.mutedBy === null && muteId !== null) return mute(incident, muteId, nowMs);
    if (incident.mutedBy !== null && muteId === null) return unmute(incident, nowMs);
    const { clock, repeatMs } = this.options;
    return isRepeatDue(incident, clock.elapsedSince, repeatMs)
      ? repeatNotification(incident, nowMs)
      : undefined;
  }

  private async apply(environment: EnvironmentId, changes: readonly MemberChange[]): Promise<void> {
    if (changes.length === 0) return;
    await this.repository.decide((open) =>
      applyChanges(open, environment, changes, this.contextOf(environment)),
    );
  }

  private contextOf(environment: EnvironmentId): IncidentContext {
    const { groupWindowMs, newId, clock, manifests } = this.options;
    return {
      nowMs: this.nowMs,
      elapsedSince: clock.elapsedSince,
      groupWindowMs,
      newId,
      manifests,
      mutedBy: (service, target) => this.mutes.mutedBy(environment, service, target),
      checksOf: (service, target) => this.watch.checksOf(environment, service, target),
    };
  }

  private get nowMs(): number {
    return this.options.clock.clock.now();
  }

  /** What another console has opened ends as what this one opens. */
  private adopt(incident: Incident): void {
    if (this.timer === undefined) return;
    const { nowMs } = this;
    this.applyLater(incident.environment, [
      ...this.watch.adopt(incident, nowMs),
      ...abandonedMembers(incident, this.options.inForce, nowMs),
    ]);
  }

  private applyLater(environment: EnvironmentId, changes: readonly MemberChange[]): void {
    this.apply(environment, changes).catch(this.options.onFault);
  }

  private lost({ environment, service, covers, results }: Observation): MemberChange[] {
    if (covers === 'targets' || isOfWhole(results)) return [];
    const isThere = (target: TargetId) => this.watch.knows(environment, service, target);
    return this.repository
      .openIncidents()
      .filter((incident) => incident.environment === environment)
      .flatMap((incident) => missingTargets(incident, service, isThere, this.nowMs));
  }

  private note({ environment, service, results }: Observation): void {
    for (const { target, checkedAt: at, status, latencyMs, reason } of results) {
      for (const { id } of this.repository.openAbout(environment, service, target)) {
        this.repository.revise(id, (known) =>
          noteCheck(known, { service, target, at, status, latencyMs, reason }),
        );
      }
    }
  }

  private isFiring(
    environment: EnvironmentId,
    service: ServiceKind,
    ruleId: string,
    target: TargetId,
  ): boolean {
    return this.repository
      .openAbout(environment, service, target)
      .some(({ members }) =>
        members.some(
          (member) =>
            member.ruleId === ruleId && member.target === target && member.targetState !== 'healthy',
        ),
      );
  }
}

/** A rule's transition as a change of its target's state: a figure out of bounds is no outage. */
function changeOf(transition: RuleTransition, atMs: number): MemberChange {
  const { rule, target, label, sinceMs } = transition;
  const found =
    transition.state === 'fires'
      ? ({ targetState: 'degraded', reason: transition.reason, how: null } as const)
      : ({ targetState: 'healthy', reason: null, how: transition.how } as const);
  const change = { ...found, firstReason: found.reason, sinceMs, atMs, flapping: null };
  return { service: rule.service, target, label, rule, change };
}
