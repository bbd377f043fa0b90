import {
  isOfConsole,
  type EnvironmentId,
  type Incident,
  type IncidentMember,
  type Resolution,
  type ServiceKind,
  type TargetId,
} from '@envscope/contracts/index.js';
import type { RuleRepository } from '../rules/rule-repository.js';
import type { TermsOf } from '../schedule/check-plan.js';
import type { MemberChange } from '../incidents/member-change.js';

/** A member that checks find: nothing of the console's own. */
type ServiceMember = IncidentMember & { readonly service: ServiceKind };

function isOfService(member: IncidentMember): member is ServiceMember {
  return !isOfConsole(member.service);
}

/** What a console that takes up open incidents knows of its own settings. */
export interface InForce {
  readonly isWatched: (environment: EnvironmentId, service: ServiceKind, target: TargetId) => boolean;
  readonly isRule: (ruleId: string, environment: EnvironmentId, service: ServiceKind) => boolean;
}

/** What settings and rules say at the moment. */
export function inForceOf(termsOf: TermsOf, rules: Pick<RuleRepository, 'for'>): InForce {
  return {
    isWatched: (...target) => termsOf(...target) !== null,
    isRule: (id, environment, service) => rules.for(environment, service).some((rule) => rule.id === id),
  };
}

/**
 * The changes of those members of an open incident that no check would ever change: their target is not checked any more,
 * their rule is gone, or the console that counted their flapping is.
 */
export function abandonedMembers(incident: Incident, inForce: InForce, nowMs: number): MemberChange[] {
  const { environment } = incident;
  return incident.members
    .filter(({ targetState }) => targetState !== 'healthy')
    .filter(isOfService)
    .flatMap((member) => {
      if (!inForce.isWatched(environment, member.service, member.target))
        return [ended(incident, member, 'gone', nowMs)];
      const { ruleId, service } = member;
      if (ruleId !== null && !inForce.isRule(ruleId, environment, service))
        return [ended(incident, member, 'rule-changed', nowMs)];
      return member.isFlapping ? [settled(incident, member, nowMs)] : [];
    });
}

/** The changes of rules' members whose target is gone: no sample of it can end them. */
export function missingTargets(
  incident: Incident,
  service: ServiceKind,
  isThere: (target: TargetId) => boolean,
  nowMs: number,
): MemberChange[] {
  return incident.members
    .filter(
      (member) => member.ruleId !== null && member.targetState !== 'healthy' && member.service === service,
    )
    .filter(isOfService)
    .filter(({ target }) => !isThere(target))
    .map((member) => ended(incident, member, 'gone', nowMs));
}

function ended(incident: Incident, member: ServiceMember, how: Resolution, nowMs: number): MemberChange {
  const change = { targetState: 'healthy', reason: null, firstReason: null, how, flapping: null } as const;
  return { ...whose(incident, member), change: { ...change, sinceMs: nowMs, atMs: nowMs } };
}

function settled(incident: Incident, member: ServiceMember, nowMs: number): MemberChange {
  const { targetState, reason } = member;
  const change = { targetState, reason, firstReason: reason, how: null, flapping: 'settled' } as const;
  return {
    ...whose(incident, member),
    change: { ...change, sinceMs: Date.parse(member.since), atMs: nowMs },
  };
}

function whose({ rule, severity }: Incident, { service, target, label, ruleId }: ServiceMember) {
  const found = ruleId === null ? null : { id: ruleId, name: rule?.name ?? ruleId, severity };
  return { service, target, label, rule: found };
}
